# Models that are dumped for JSON, that say what becomes of their fields, or of which nothing is kept.
from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field, PlainSerializer, PrivateAttr, field_serializer

NOW = datetime(2020, 1, 1)
Stamp = Annotated[datetime, PlainSerializer(str)]
app = FastAPI()


class Item(BaseModel):
    name: str = "a"
    id: UUID = UUID(int=1)


class Text(Item):
    id: str = "x"  # type: ignore


class Serialized(BaseModel):
    at: datetime = NOW

    @field_serializer("at")
    def as_text(self, value: datetime) -> str:
        return value.isoformat()


class Annotating(BaseModel):
    at: Annotated[datetime, PlainSerializer(str)] = NOW
    then: Stamp = NOW


class LeftOut(BaseModel):
    at: datetime = Field(default=NOW, exclude=True)
    first: ClassVar[datetime] = NOW
    _read: datetime = PrivateAttr(default=NOW)


class Missing(BaseModel):
    at: datetime | None = None
    times: list[datetime] = []


class Own(Item):
    def model_dump(self, **options: Any) -> dict[str, Any]:
        return super().model_dump(mode="json")


class Record:
    """No model of pydantic's."""

    at: datetime = NOW

    def dict(self) -> Any:
        return {"at": str(self.at)}


def get_items() -> list[Item]:
    return [Item()]


@app.get("/0")
def others() -> Response:
    dumped = [Serialized().model_dump(), Annotating().model_dump(), LeftOut().model_dump()]
    texts = [Text().model_dump(), Own().model_dump(), Record().dict()]
    return JSONResponse([Missing().model_dump(), *dumped, *texts])


@app.get("/1")
def for_json() -> Response:
    return JSONResponse([item.model_dump(mode="json") for item in get_items()])


@app.get("/2")
def chosen() -> Response:
    item = Item()
    return JSONResponse([item.model_dump(exclude={"id"}), item.model_dump(include={"name"})])


@app.get("/3")
def put_in_later() -> Response:
    content = Item().model_dump()
    content["id"] = str(content["id"])
    return JSONResponse(content)


@app.get("/4")
def taken_out() -> Response:
    content = Item().model_dump()
    del content["id"]
    return JSONResponse({"item": content})


@app.get("/5")
def each_put_in() -> Response:
    contents = [item.model_dump() for item in get_items()]
    for content in contents:
        content["id"] = str(content["id"])
    return JSONResponse(contents)


@app.get("/6")
def set_later() -> Response:
    item = Item()
    item.id = str(item.id)  # type: ignore
    return JSONResponse({"id": item.id})


@app.get("/7")
def replaced() -> Response:
    items: list[Any] = list(get_items())
    items[0] = items[0].name
    return JSONResponse({"first": items[0], "all": [item for item in items]})


@app.get("/8")
def filtered() -> Response:
    mixed: list[Item | str] = ["a", Item()]
    return JSONResponse([item for item in mixed if isinstance(item, str)])


def demonstrate(client: TestClient) -> None:
    for number in range(9):
        assert client.get(f"/{number}").status_code == 200
