# Placeholders that an override replaces.
from typing import Annotated, Any, NoReturn

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from typing_extensions import Never

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


@app.get("/")
def read(
    a: Annotated[Session, Depends(get_session)],
    b: Annotated[Session, Depends(never)],
    c: Annotated[Session, Depends(never_async)],
    d: Annotated[Session, Depends(base)],
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


for placeholder in (get_session, never, never_async, base):
    app.dependency_overrides[placeholder] = Session


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Session"] * 4
