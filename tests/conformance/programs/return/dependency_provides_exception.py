# A dependency may provide an exception on purpose, for others to raise.
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "a"


def credentials_error() -> HTTPException:
    return HTTPException(401, headers={"WWW-Authenticate": "Bearer"})


def not_annotated():
    return HTTPException(401)


def maybe_error(bad: bool = False) -> HTTPException | None:
    return HTTPException(400) if bad else None


def user_or_error(bad: bool = True) -> User | HTTPException:
    if bad:
        return HTTPException(403)
    return User()


def generated() -> Iterator[HTTPException]:
    yield HTTPException(401)


def raises(bad: bool = False) -> User:
    if bad:
        raise HTTPException(401)
    return User()


@app.get("/")
def read(
    user: Annotated[User | HTTPException, Depends(user_or_error)],
    other: Annotated[User, Depends(raises)],
    maybe: Annotated[HTTPException | None, Depends(maybe_error)],
    generated: Annotated[HTTPException, Depends(generated)],
    untyped=Depends(not_annotated),
    error: HTTPException = Depends(credentials_error),
) -> str:
    if maybe is not None:
        raise maybe
    if isinstance(user, HTTPException):
        raise user
    raise error


def demonstrate(client: TestClient) -> None:
    assert client.get("/?bad=0").status_code == 401
    assert client.get("/").status_code == 403
