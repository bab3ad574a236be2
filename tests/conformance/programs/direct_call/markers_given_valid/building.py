from collections.abc import Callable
from typing import Any

from fastapi import APIRouter


def listed(*markers: Any) -> list[Any]:
    return [*markers]


def dependency_of(marker: Any) -> Callable[..., Any]:
    return marker.dependency


def value_of(given: Any) -> Any:
    return given.dependency() if hasattr(given, "dependency") else given.names()


def add_routes(router: APIRouter, session: Any) -> None:
    @router.get("/names")
    def list_names(db: Any = session) -> list[str]:
        return db.names()


class Secured:
    def __init__(self, marker: Any) -> None:
        self.marker = marker

    def router(self) -> APIRouter:
        return APIRouter(prefix="/secured", dependencies=[self.marker])
