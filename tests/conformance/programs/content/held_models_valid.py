# Lists of models that are certainly or maybe empty, enums that are texts, values in the place of enums.
import io
from datetime import datetime
from enum import Enum

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field

app = FastAPI()


class Color(str, Enum):
    RED = "red"


class Size(Enum):
    SMALL = "small"


class Item(BaseModel):
    at: datetime = datetime(2024, 1, 1)


class Note(BaseModel):
    text: str = ""


class Failure(BaseModel):
    code: str
    details: list[Item] = Field(default_factory=list)
    notes: list[Note] = []


class Paint(BaseModel):
    color: Color = Color.RED


class Shirt(BaseModel):
    model_config = ConfigDict(use_enum_values=True)

    size: Size


@app.get("/failure")
def failure() -> Response:
    failed = Failure(code="a", notes=[Note()])
    return JSONResponse(
        {"failed": failed.model_dump(), "other": Failure(code="b", details=[]).model_dump()}
    )


@app.get("/paint")
def paint() -> Response:
    return JSONResponse([Paint().model_dump(), Shirt(size=Size.SMALL).model_dump()])


@app.get("/converted")
def converted() -> Response:
    rows = [{"text": "a"}]
    return JSONResponse([Note.model_validate(row).model_dump() for row in rows])


@app.get("/buffer")
def buffer() -> Response:
    found = io.BytesIO(b"picture")
    return Response(content=found.getvalue(), media_type="image/png")


def demonstrate(client: TestClient) -> None:
    for path in ("failure", "paint", "converted", "buffer"):
        assert client.get(f"/{path}").status_code == 200, path
