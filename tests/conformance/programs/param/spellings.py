# Parameters that nobody can give, in other ways.
# outcome: 422
from typing import Annotated, List, Optional, Sequence

import fastapi as f
from fastapi import Body, Depends, FastAPI, File, Form, UploadFile
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
router = f.APIRouter()


class Item(BaseModel):
    name: str


@app.get("/list")
def of_list(ids: list[int]) -> list[int]:  # E[fastapi-param]
    return ids


@app.get("/List")
def of_List(ids: List[int]) -> list[int]:  # E[fastapi-param]
    return ids


@app.get("/set")
def of_set(ids: set[str]) -> list[str]:  # E[fastapi-param]
    return list(ids)


@app.get("/tuple")
def of_tuple(ids: tuple[int, ...]) -> list[int]:  # E[fastapi-param]
    return list(ids)


@app.get("/sequence")
def of_sequence(ids: Sequence[int]) -> list[int]:  # E[fastapi-param]
    return list(ids)


@router.get("/router")
def of_router(*, ids: list[str]) -> list[str]:  # E[fastapi-param]
    return ids


@app.get("/annotated")
def of_annotated(ids: Annotated[list[int], "ids"]) -> list[int]:  # E[fastapi-param]
    return ids


@app.head("/head")
def of_head(ids: list[int]) -> None: ...  # E[fastapi-param]


@app.api_route("/api", methods=["GET"])
def of_api(ids: list[int]) -> None: ...  # E[fastapi-param]


def dep(ids: list[int]) -> list[int]:  # E[fastapi-param]
    return ids


@app.get("/dep")
def of_dep(ids: list[int] = Depends(dep)) -> list[int]:
    return ids


class Service:
    def method(self, name: str = "x") -> str:
        return name

    @app.get("/self")
    def route(self) -> str:  # E[fastapi-param]
        return "x"


@app.get("/unbound")
def unbound(name: str = Depends(Service.method)) -> str:  # E[fastapi-param]
    return name


@app.get("/args")
def of_args(*args: str) -> str:  # E[fastapi-param]
    return ""


@app.get("/kwargs")
def of_kwargs(**kwargs: str) -> str:  # E[fastapi-param]
    return ""


class Any_:
    def __init__(self, **local_kw: str) -> None:  # E[fastapi-param]
        self.kw = local_kw


@app.get("/class")
def of_class(given: Any_ = Depends(Any_)) -> str:
    return ""


@app.post("/form_json")
def form_json(item: Item, name: Annotated[str, Form()]) -> str:  # E[fastapi-param]
    return name


@app.post("/file_json")
def file_json(file: UploadFile, item: Item) -> str:  # E[fastapi-param]
    return ""


@app.post("/file_body")
def file_body(file: bytes = File(), item: Item = Body()) -> str:  # E[fastapi-param]
    return ""


def with_form(name: str = Form()) -> str:
    return name


@app.post("/dep_json")
def dep_json(item: Item, name: str = Depends(with_form)) -> str:  # E[fastapi-param]
    return name


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in "list List set tuple sequence router annotated api dep self unbound args kwargs class".split():
        assert client.get(f"/{path}?ids=1").status_code == 422, path
    assert client.head("/head?ids=1").status_code == 422
    for path in "form_json file_json file_body dep_json".split():
        answer = client.post(f"/{path}", data={"name": "x", "item": "x"}, files={"file": b"x"})
        assert answer.status_code == 422, path
