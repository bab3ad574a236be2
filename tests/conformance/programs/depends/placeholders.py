# Placeholders that an override replaces.
from collections.abc import Callable
from typing import Annotated, Any, NoReturn

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from typing_extensions import Never, Self

app = FastAPI()


class Session:
    pass


def get_session() -> Any:
    raise NotImplementedError


def never() -> NoReturn:
    raise NotImplementedError


async def never_async() -> Never:
    raise NotImplementedError


def base() -> object: ...


class Policy:
    @classmethod
    def check(cls) -> Self:
        """An application says which policy there is, and how it is asked."""
        raise NotImplementedError


def optional() -> Session | None:
    raise NotImplementedError


@app.get("/")
def read(
    a: Annotated[Session, Depends(get_session)],
    b: Annotated[Session, Depends(never)],
    c: Annotated[Session, Depends(never_async)],
    d: Annotated[Session, Depends(base)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


@app.get("/policy")
def ask_policy(
    check: Annotated[Callable[[], str], Depends(Policy.check)],
    session: Annotated[Session, Depends(optional)],
) -> list[str]:
    return [check(), type(session).__name__]


app.dependency_overrides[Policy.check] = lambda: lambda: "allowed"
for placeholder in (get_session, never, never_async, base, optional):
    app.dependency_overrides[placeholder] = Session


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Session"] * 4
    assert client.get("/policy").json() == ["allowed", "Session"]
