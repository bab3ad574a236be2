# A list is taken from the body unless Query() says otherwise, and a GET has none.
# outcome: 422
from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any, List, Optional
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import Field

app = FastAPI()
router = APIRouter()


class Color(Enum):
    RED = "red"


@app.get("/required")
def read_required(ids: list[int]) -> list[int]:  # E[fastapi-param]
    return ids


@app.get("/none")
def read_none(ids: list[int] | None = None) -> list[int] | None:  # E[fastapi-param]
    return ids


@app.get("/optional")
def read_optional(names: Optional[List[str]] = None) -> Any:  # E[fastapi-param]
    return names


@app.get("/empty")
def read_empty(ids: Annotated[set[UUID], Field(max_length=3)] = set()) -> int:  # E[fastapi-param]
    return len(ids)


@app.get("/others")
def read_others(
    plain: list,  # type: ignore[type-arg]  # E[fastapi-param]
    colors: Sequence[Color],  # E[fastapi-param]
    pair: tuple[int, ...] = (),  # E[fastapi-param]
    limit: int = 10,
) -> int:
    return limit


def get_ids(ids: list[int]) -> list[int]:  # E[fastapi-param]
    return ids


@router.api_route("/dependency", methods=["GET", "HEAD"])
def read_dependency(ids: Annotated[list[int], Depends(get_ids)]) -> list[int]:
    return ids


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/required?ids=1").status_code == 422
    assert client.get("/none?ids=1").json() is None
    assert client.get("/optional?names=a").json() is None
    assert client.get("/empty").json() == 0
    assert client.get("/others?plain=1&colors=red").status_code == 422
    assert client.get("/dependency?ids=1").status_code == 422
