# An override that cannot be called is called all the same.
# outcome: 500
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session: ...


def get_session() -> Session:
    return Session()


def use(app: Any) -> None:
    app.dependency_overrides[get_session] = Session()  # E[fastapi-override]


@app.get("/")
def read(session: Session = Depends(get_session)) -> str:
    return type(session).__name__


def demonstrate(client: TestClient) -> None:
    use(app)
    assert client.get("/").status_code == 500
