# Called markers count, wherever they stand among the metadata, and some are meant where FastAPI looks anyway.
from typing import Annotated, Any

from annotated_types import Gt, Predicate
from fastapi import (
    BackgroundTasks,
    Body,
    Cookie,
    Depends,
    FastAPI,
    File,
    Header,
    Path,
    Query,
    Request,
    UploadFile,
)
from fastapi.testclient import TestClient
from pydantic import AfterValidator, BaseModel, Field, StringConstraints

app = FastAPI()


class Item(BaseModel):
    name: str


def get_name() -> str:
    return "name"


def stripped(text: str) -> str:
    return text.strip()


class Upper:
    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return handler(source)

    def __call__(self, text: str) -> str:
        return text.upper()


@app.get("/items/{item_id}")
def read_item(
    item_id: Annotated[int, Path],
    page: Annotated[int, Query] = 1,
    name: Annotated[str, get_name, Depends(get_name)] = "",
    other: Annotated[str, get_name] = Depends(get_name),
    tag: Annotated[str, Header, Header()] = "",
    text: Annotated[str, AfterValidator(stripped), "documented", Field(max_length=9)] = "",
    size: Annotated[int, Gt(0), Predicate(bool)] = 1,
    code: Annotated[str, StringConstraints(pattern="a*")] = "",
    upper: Annotated[str, Upper()] = "",
) -> int:
    return item_id


@app.post("/items")
def create_item(item: Annotated[Item, Body]) -> Item:
    return item


@app.post("/files")
def create_file(file: Annotated[UploadFile, File]) -> str | None:
    return file.filename


@app.get("/passed")
def read_passed(
    request: Annotated[Request, Depends], tasks: Annotated[BackgroundTasks, get_name]
) -> str:
    return request.method


@app.get("/unions")
def read_unions(
    token: Annotated[str | None, Header()] = None,
    session: Annotated[str, Cookie()] = "",
    page: Annotated[int, Query(ge=1)] | None = None,
    item: Annotated[Item, Body()] | None = None,
) -> str:
    return session


def demonstrate(client: TestClient) -> None:
    assert client.get("/items/3?page=2&name=evil&other=evil").json() == 3
    assert client.post("/items", json={"name": "a"}).json() == {"name": "a"}
    assert client.get("/passed").json() == "GET"
    assert client.get("/unions?page=0").status_code == 422
