from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fastapi import APIRouter, FastAPI

VIEWS: dict[str, Callable[[], Any]] = {}
APPLICATIONS: dict[str, FastAPI] = {}


def view(cls: Any) -> Any:
    """Keeps a class; nothing in here speaks of routers."""
    VIEWS[cls.__name__.lower()] = cls
    return cls


class Entry(NamedTuple):
    router: APIRouter
    prefix: str = "/entries"


@dataclass
class Node:
    router: APIRouter
    prefix: str
    children: list["Node"] = field(default_factory=list)


class Page:
    """Keeps the classes that derive from it."""

    pages: list[type["Page"]] = []
    router: APIRouter

    def __init_subclass__(cls) -> None:
        Page.pages.append(cls)


class Builder:
    def __init__(self) -> None:
        self._routers: list[APIRouter] = []
        self._prefix = ""

    def at(self, prefix: str) -> "Builder":
        self._prefix = prefix
        return self

    def add(self, *routers: APIRouter) -> "Builder":
        self._routers.extend(routers)
        return self

    def into(self, application: FastAPI) -> None:
        for router in self._routers:
            application.include_router(router, prefix=self._prefix)


def include_tree(application: FastAPI, nodes: list[Node], prefix: str = "") -> None:
    for node in nodes:
        application.include_router(node.router, prefix=prefix + node.prefix)
        include_tree(application, node.children, prefix + node.prefix)
