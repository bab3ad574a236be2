# A convertor gives a number, which is no member of an enum of texts.
# outcome: 422
from enum import Enum, StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/router")


class Kind(str, Enum):
    BOOK = "book"


class Level(StrEnum):
    ONE = "1"


class Named(str, Enum):
    @property
    def title(self) -> str:
        return self.value.title()


class Color(Named):
    RED = "red"


@app.get("/kinds/{kind:int}")
def kind(kind: Kind) -> str:  # E[fastapi-path]
    return kind.value


@router.get("/levels/{level:int}")
async def level(level: Annotated[Level, Path()]) -> str:  # E[fastapi-path]
    return level.value


@router.get("/colors/{color:float}")
async def color(color: Color | None) -> str:  # E[fastapi-path]
    return color.title if color else ""


@router.get("/either/{kind:uuid}")
async def either(kind: Kind | Level) -> str:  # E[fastapi-path]
    return kind.value


def get_kind(kind: Kind) -> Kind:  # E[fastapi-path]
    return kind


@app.get("/dependencies/{kind:int}")
def dependency(found: Annotated[Kind, Depends(get_kind)]) -> str:
    return found.value


app.include_router(router)
ID = "d1d1d1d1-0000-4000-8000-000000000000"


def demonstrate(client: TestClient) -> None:
    for path in ("kinds/1", "router/levels/1", "router/colors/1", f"router/either/{ID}"):
        assert client.get(f"/{path}").status_code == 422, path
    assert client.get("/dependencies/1").status_code == 422
