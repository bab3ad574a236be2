# Markers that are handed on to FastAPI, looked at as what they are, or filled in by a library.
# fastapi: 0.122
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query
from fastapi.testclient import TestClient


def get_name() -> str:
    return "name"


def named(default: str) -> Any:
    marker = Query(default)
    return marker


def common() -> list[Any]:
    marker = Depends(get_name)
    markers = [marker, Depends(get_name)]
    return markers


def router_with(dependency: Any) -> APIRouter:
    guard = Depends(dependency)
    router = APIRouter(dependencies=[guard])
    alias = Annotated[str, Depends(dependency)]

    @router.get("/alias")
    def read(name: alias, other: str = guard) -> str:  # type: ignore[valid-type]
        return other

    return router


def described() -> Any:
    marker = Depends(get_name)
    if isinstance(marker, str):
        return marker.upper()
    return marker.dependency


def limit_of() -> Any:
    limit = Query(10)
    return limit.default


def shown() -> str:
    limit = Query(10)
    return "%s, " % limit + "%r" % (limit,) + f"{limit} {limit!r:>30}"


def kept() -> list[Any]:
    limit, name = Query(10), Depends(get_name)
    found: list[Any] = [limit, int(limit.default), max(limit.default, 3)]
    if name not in found:
        found.append(name)
    return [*found, {limit.default: name, "name": name}]


def shadowed(session: str) -> str:
    return session.upper()


def view(cls: type[Any]) -> type[Any]:
    cls.name = get_name()
    return cls


@view
class Decorated:
    name: str = Depends(get_name)

    def upper(self) -> str:
        return self.name.upper()


class Registered:
    name: str = Depends(get_name)

    def upper(self) -> str:
        return self.name.upper()


view(Registered)


@dataclass
class Fields:
    name: str = Depends(get_name)

    def upper(self) -> str:
        return self.name.upper()


class Filled:
    name: Any = Depends(get_name)

    def __init__(self) -> None:
        self.name = get_name()

    def upper(self) -> str:
        return str(self.name.upper())


class Unused:
    name: Any = Depends(get_name)

    def marker(self) -> Any:
        return self.name


app = FastAPI(dependencies=common())
app.include_router(router_with(get_name))


@app.get("/fields")
def fields(found: Fields = Depends(), name: str = named("a")) -> str:
    return found.upper() + Decorated().upper() + Registered().upper() + Filled().upper()


def later() -> Callable[[], Any]:
    marker = Depends(get_name)
    return lambda: [marker, Unused().marker()]


def demonstrate(client: TestClient) -> None:
    assert shown().count("10") == 4
    assert len(kept()) == 5
    assert client.get("/alias").json() == "name"
    assert client.get("/fields").json() == "NAME" * 4
