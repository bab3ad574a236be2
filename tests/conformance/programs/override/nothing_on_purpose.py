# Guards that are switched off, values that will not be used, None that is expected.
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session: ...


class User: ...


def get_session() -> Session:
    return Session()


def get_user() -> User | None:
    return None


def require_token() -> None: ...


def require_admin() -> User:
    return User()


def no_session() -> None: ...


async def async_nothing() -> None: ...


def some_user() -> User:
    return User()


def maybe_user() -> User | None:
    return None


@app.get("/", dependencies=[Depends(require_token), Depends(require_admin)])
def read(session: Session = Depends(get_session), user: User | None = Depends(get_user)) -> str:
    return type(session).__name__


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[get_session] = lambda: None
    app.dependency_overrides[require_admin] = lambda: None
    app.dependency_overrides[require_token] = lambda: True
    app.dependency_overrides[require_token] = some_user
    app.dependency_overrides[get_user] = lambda: None
    assert client.get("/").json() == "NoneType"
    app.dependency_overrides[get_session] = no_session
    app.dependency_overrides[require_admin] = async_nothing
    app.dependency_overrides[get_user] = maybe_user
    assert client.get("/").json() == "NoneType"
