# Dependencies that are declared to give None, and give what is asked for: the annotation is wrong.
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Node:
    name = "node"


async def get_node() -> None:
    node = Node()
    return node  # type: ignore[return-value]


def yield_node() -> None:  # type: ignore[misc]
    yield Node()


def find_node(name: str = "") -> None:
    if name == "nothing":
        return None
    return Node()  # type: ignore[return-value]


@app.get("/returned")
def read_returned(node: Annotated[Node, Depends(get_node)]) -> str:
    return node.name


@app.get("/yielded")
def read_yielded(node: Node = Depends(yield_node)) -> str:
    return node.name


@app.get("/found")
def read_found(node: Node = Depends(find_node)) -> str:
    return node.name


def demonstrate(client: TestClient) -> None:
    for path in ("returned", "yielded", "found"):
        assert client.get(f"/{path}").json() == "node"
