# Nested models that become text, and what is replaced before it is sent.
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field, field_serializer

NOW = datetime(2020, 1, 1)
app = FastAPI()


class Color(str, Enum):
    RED = "red"


class Stamp(BaseModel):
    at: datetime = NOW


class Written(Stamp):
    color: Color = Color.RED

    @field_serializer("at")
    def as_text(self, value: datetime) -> str:
        return value.isoformat()


class LeftOut(BaseModel):
    stamp: Stamp = Field(default=Stamp(), exclude=True)


class Holder(BaseModel):
    stamp: Written = Written()


class Missing(BaseModel):
    stamp: Stamp | None = None
    stamps: list[Stamp] = []


@dataclass
class Record:
    at: datetime | None = None
    name: str = ""


@dataclass
class Records:
    record: Record = field(default_factory=Record)
    times: list[datetime] = field(default_factory=list)


def texts() -> Sequence[str]:
    return ["a"]


def numbers() -> Iterable[int]:
    return [1]


def mapping() -> Mapping[str, Any]:
    return {"a": 1}


def models_or_texts() -> Sequence[BaseModel | str]:
    return ["a"]


def replacing() -> dict[str, str]:
    return {"at": "now"}


@app.get("/0")
def dumped() -> Response:
    models = [LeftOut().model_dump(), Holder().model_dump(), Missing().model_dump()]
    records = [asdict(Record()), asdict(Records()), vars(Record()), Record().__dict__]
    return JSONResponse([*models, *records])


@app.get("/1")
def open_types() -> Response:
    return JSONResponse([texts(), numbers(), mapping(), models_or_texts()])


@app.get("/2")
def on_another_way(html: bool = False) -> Response:
    content: dict[str, Any] = {"a": 1}
    if html:
        content["at"] = NOW
        return HTMLResponse(str(content))
    return JSONResponse(content)


@app.get("/3")
def put_twice() -> Response:
    content: dict[str, Any] = {"a": 1}
    content["at"] = NOW
    content["at"] = str(content["at"])
    return JSONResponse(content)


@app.get("/4")
def united() -> Response:
    return JSONResponse(
        [
            {"at": NOW} | {"at": "now"},
            {"at": NOW} | replacing(),
            Stamp().model_dump() | {"at": "now"},
        ]
    )


@app.get("/5")
def updated() -> Response:
    content: dict[str, Any] = {}
    content["at"] = NOW
    content.update(at="now")
    return JSONResponse(content)


@app.get("/6")
def put_later() -> Response:
    content: dict[str, Any] = {"a": 1}
    answer = JSONResponse(content)
    content["at"] = NOW
    return answer


def demonstrate(client: TestClient) -> None:
    for number in range(7):
        assert client.get(f"/{number}?html=1").status_code == 200, number
        assert client.get(f"/{number}").status_code == 200, number
