# Parameters of classes that a dependency provides, that FastAPI passes, or that pydantic knows.
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Protocol

from fastapi import BackgroundTasks, Depends, FastAPI, Request, Response, UploadFile
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, GetPydanticSchema, SkipValidation
from pydantic_core import core_schema
from typing_extensions import TypedDict

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

app = FastAPI()


class Service:
    def __init__(self, name: str = "a") -> None:
        self.name = name


class Named(Protocol):
    name: str


class Known:
    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.any_schema()


class Holder(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)

    service: Service | None = None


@dataclass
class Place:
    name: str


class Point(NamedTuple):
    x: int


class Entry(TypedDict):
    name: str


Anything = Annotated[Service, GetPydanticSchema(lambda source, handler: core_schema.any_schema())]


def get_service() -> Service:
    return Service()


def get_session() -> Session | None:
    return None


@app.post("/")
def post(
    request: Request,
    response: Response,
    tasks: BackgroundTasks,
    service: Annotated[Service, Depends()],
    other: Annotated[Service, Depends(get_service)],
    named: Annotated[Named, Depends(get_service)],
    known: Known,
    holder: Holder,
    place: Place,
    point: Point,
    entry: Entry,
    by_default: Service = Depends(get_service),
) -> str:
    return service.name


@app.post("/files")
def post_files(files: list[UploadFile] | None = None) -> None: ...


@app.post("/any")
def post_any(value: Anything = None, skipped: SkipValidation[Any] = None) -> None: ...


def demonstrate(client: TestClient) -> None:
    assert client.post("/any").status_code == 200
