# A `Depends` that a function of the project has made, in its place and in a variable.
# outcome: silent
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_id() -> int:
    return 3


def get_name() -> str:
    return "Ada"


def identified() -> Any:
    return Depends(get_id)


def named() -> Any:
    """What is said before it makes no difference."""
    return Depends(get_name)


def provided_by(dependency: Any) -> Any:
    return Depends(dependency)


def either(flag: bool = True) -> Any:
    if flag:
        return Depends(get_id)
    return Depends(get_name)


current_id = identified()


@app.get("/")
def read(
    a: str = identified(),  # E[fastapi-depends]
    b: int = identified(),
    c: str = named(),
    d: str = current_id,  # E[fastapi-depends]
    e: str = provided_by(get_id),
    f: str = either(),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f)]


@app.get("/annotated")
def annotated(
    a: Annotated[str, identified()],  # E[fastapi-depends]
    b: Annotated[int, current_id],
) -> list[str]:
    return [type(value).__name__ for value in (a, b)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["int", "int", "str", "int", "int", "int"]
    assert client.get("/annotated").json() == ["int", "int"]
