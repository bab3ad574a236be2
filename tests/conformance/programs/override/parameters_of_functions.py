# Nobody gives an override what pytest gives to fixtures and tests.
# outcome: 422
import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def close(self) -> None:
        return None


def get_session() -> Session:
    return Session()


def get_other() -> Session:
    return Session()


@app.get("/")
def read(session: Session = Depends(get_session)) -> str:
    return type(session).__name__


@app.get("/other")
def read_other(session: Session = Depends(get_other)) -> str:
    return type(session).__name__


@pytest.fixture
def db_session():
    return Session()


def give_session(db_session):
    yield db_session


def give_typed(session: Session) -> Session:
    return session


app.dependency_overrides[get_session] = db_session  # E[fastapi-override]
app.dependency_overrides[get_other] = give_typed  # E[fastapi-override]
app.dependency_overrides[get_session] = give_session  # E[fastapi-override]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 422
