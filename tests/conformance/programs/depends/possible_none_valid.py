# Parameters that take None, and dependencies that never provide it.
from typing import Annotated, Any, Optional, Union

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


def find_user() -> User | None:
    return None


def nothing() -> None:
    return None


def require_user(user: Annotated[User | None, Depends(find_user)]) -> User:
    if user is None:
        raise HTTPException(401)
    return user


MaybeUser = Annotated[Optional[User], Depends(find_user)]


@app.get("/")
def read(
    a: Annotated[User | None, Depends(find_user)],
    b: MaybeUser,
    c: Annotated[None, Depends(nothing)],
    d: Annotated[object, Depends(find_user)],
    e: Annotated[Any, Depends(find_user)],
    f: Annotated[User | None, Depends(find_user)] = None,
    g: Union[User, None] = Depends(find_user),
    h: "Optional[User]" = Depends(nothing),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h)]


@app.get("/required")
def required(user: Annotated[User, Depends(require_user)]) -> str:
    return type(user).__name__


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["NoneType"] * 8
    assert client.get("/required").status_code == 401
