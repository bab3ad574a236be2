# Parameters that nobody can give.
# outcome: 422
from typing import Annotated, Any, Literal

from fastapi import Body, Depends, FastAPI, File, Form, Query, Request, UploadFile
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy.orm import sessionmaker

app = FastAPI()
SessionLocal = sessionmaker()


class Item(BaseModel):
    name: str = "x"


class Views:
    def read(self) -> str:  # E[fastapi-param]
        return "x"

    @app.get("/0")
    def method(self) -> str:  # E[fastapi-param]
        return "x"

    @classmethod
    def klass(cls) -> str:
        return "x"

    @staticmethod
    def static() -> str:
        return "x"


app.add_api_route("/1", Views.read)
app.add_api_route("/v0", Views().read)
app.add_api_route("/v1", Views.klass)
app.add_api_route("/v2", Views.static)


@app.get("/2")
def r2(*args: Any) -> str:  # E[fastapi-param]
    return "x"


@app.get("/3")
def r3(**kwargs: Any) -> str:  # E[fastapi-param]
    return "x"


@app.get("/4")
def r4(ids: list[int]) -> str:  # E[fastapi-param]
    return "x"


@app.get("/5")
def r5(ids: set[str]) -> str:  # E[fastapi-param]
    return "x"


@app.post("/6")
def r6(item: Item, file: UploadFile) -> str:  # E[fastapi-param]
    return "x"


@app.post("/7")
def r7(item: Item, name: Annotated[str, Form()]) -> str:  # E[fastapi-param]
    return "x"


@app.get("/8")
def r8(session: Annotated[Any, Depends(SessionLocal)]) -> str:  # E[fastapi-param]
    return "x"


def common(*, q: str = "", **rest: Any) -> str:  # E[fastapi-param]
    return q


@app.get("/9")
def r9(found: Annotated[str, Depends(common)]) -> str:
    return found


@app.delete("/10")
def r10(ids: list[Literal["a", "b"]]) -> str:
    return "x"


@app.get("/v3")
def v3(ids: Annotated[list[int], Query()]) -> str:
    return "x"


@app.get("/v4")
def v4(ids: list[int] = Query([])) -> str:
    return "x"


@app.post("/v5")
def v5(file: UploadFile, name: Annotated[str, Form()]) -> str:
    return "x"


@app.post("/v6")
def v6(ids: list[int], item: Item) -> str:
    return "x"


def demonstrate(client: TestClient) -> None:
    for n in (0, 1, 2, 3, 4, 5, 8, 9):
        assert client.get(f"/{n}?ids=1").status_code == 422, n
    for n in (0, 1, 2):
        assert client.get(f"/v{n}").status_code == 200, n
    assert client.get("/v3?ids=1").status_code == 200
    assert client.get("/v4?ids=1").status_code == 200
