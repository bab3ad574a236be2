from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path

router = APIRouter()
nested = APIRouter(prefix="/nested")
router.include_router(nested)
tenants = FastAPI()


@router.get("/from-prefix/{item_id}")
def from_prefix(item_id: int, tenant: Annotated[str, Path()]) -> str:
    return f"{tenant} {item_id}"


@router.get("/teams/{team_id}/members/{member_id}")
def taken_by_include(member_id: int, item_id: int) -> int:
    return member_id + item_id


@nested.get("/{name}")
def in_nested(tenant: Annotated[str, Path()], name: str) -> str:
    return tenant


def get_placeholder() -> str:
    raise NotImplementedError


@tenants.get("/items/{item_id}")
def overridden(value: Annotated[str, Depends(get_placeholder)]) -> str:
    return value


def add_routes(app: FastAPI) -> None:
    @app.get("/parameter/{name}")
    def on_parameter(name: str) -> str:
        return name


def add_routes_to_any(app: FastAPI) -> None:
    """Nobody knows what surrounds an application that nobody hands over."""

    @app.get("/any/{name}")
    def on_any() -> str:
        return "a"
