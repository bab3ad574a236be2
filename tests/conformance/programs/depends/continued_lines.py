# A body that a backslash keeps with its heading is read like any other.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


# fmt: off
def get_id() -> int: \
    return 3


def get_name() -> str: \
    name = "Ada"; \
    return name


@app.get("/id")
def by_default(
    user: str = Depends(get_id),  # E[fastapi-depends]
) -> str: \
    return type(user).__name__


@app.get("/name")
def by_annotation(
    user: Annotated[int, Depends(get_name)],  # E[fastapi-depends]
) -> str: \
    kind = type(user); \
    return kind.__name__


@app.get("/right")
def right(user: Annotated[str, Depends(get_name)], number: int = Depends(get_id)) -> str: \
    return user * number


if get_id() == 3: \
    numbered = Depends(get_id)
# A comment may end like this: \


@app.get("/held")
def held(number: int = numbered) -> int:
    return number
# fmt: on


def demonstrate(client: TestClient) -> None:
    assert client.get("/id").json() == "int"
    assert client.get("/name").json() == "str"
    assert client.get("/right").json() == "AdaAdaAda"
    assert client.get("/held").json() == 3
