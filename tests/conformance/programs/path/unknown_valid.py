# What cannot be followed may take anything.
import importlib
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path
from fastapi.testclient import TestClient

app = FastAPI()


def get_name(name: str) -> str:
    return name


def provider() -> Callable[..., str]:
    return get_name


def marker() -> Any:
    return Depends(get_name)


DEPENDENCIES = [marker()]
Alias: Any = Annotated[str, importlib.import_module("fastapi").Path()]
PREFIX = "/joined"


@app.get("/call/{name}")
def by_call(value: Annotated[str, Depends(provider())]) -> str:
    return value


@app.get("/marker/{name}")
def by_marker(value: str = marker()) -> str:
    return value


@app.get("/annotated/{name}")
def in_annotation(value: Annotated[str, marker()]) -> str:
    return value


@app.get("/list/{name}", dependencies=DEPENDENCIES)
def by_list() -> str:
    return "a"


@app.get("/spread/{name}", dependencies=[*DEPENDENCIES])
def by_spread() -> str:
    return "a"


options: dict[str, Any] = {"dependencies": DEPENDENCIES}


@app.get("/options/{name}", **options)
def by_options() -> str:
    return "a"


@app.get("/alias/{name}")
def by_alias(name: Alias) -> str:
    return str(name)


@app.get(PREFIX + "/{name}")
def joined(name: Annotated[str, Path()]) -> str:
    return name


@app.get(f"{PREFIX}-text/{{name}}")
def formatted(name: Annotated[str, Path()]) -> str:
    return name


def demonstrate(client: TestClient) -> None:
    for kind in (
        *("call", "marker", "annotated", "list", "spread", "options", "alias"),
        *("joined", "joined-text"),
    ):
        assert client.get(f"/{kind}/a").json() == "a"
