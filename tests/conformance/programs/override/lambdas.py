# Lambdas, with what they lead to.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "a"


class Session:
    def commit(self) -> None: ...


def get_user() -> User:
    return User()


def get_session() -> Session:
    return Session()


@app.get("/user")
def read_user(user: User = Depends(get_user)) -> str:
    return type(user).__name__


@app.get("/session")
def read_session(session: Session = Depends(get_session)) -> str:
    return type(session).__name__


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[get_user] = lambda: {"name": "a"}  # E[fastapi-override]
    assert client.get("/user").json() == "dict"
    app.dependency_overrides[get_user] = lambda: "a"  # E[fastapi-override]
    assert client.get("/user").json() == "str"
    app.dependency_overrides[get_user] = lambda: get_session()  # E[fastapi-override]
    assert client.get("/user").json() == "Session"
    user = User()
    app.dependency_overrides[get_session] = lambda: user  # E[fastapi-override]
    assert client.get("/session").json() == "User"
