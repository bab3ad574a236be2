# Content of comprehensions.
# outcome: 500
from datetime import datetime
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
item = "outer"


class Item(BaseModel):
    name: str = "x"

    @classmethod
    def of(cls, name: str) -> "Item":
        return cls(name=name)

    def dump(self) -> dict[str, Any]:
        return self.model_dump()


def all_items() -> list[Item]:
    return [Item()]


@app.get("/0")
def r0() -> Any:
    return JSONResponse([Item.of(each.name) for each in all_items()])  # E[fastapi-content]


@app.get("/1")
def r1() -> Any:
    return JSONResponse({"items": [Item() for _ in range(2)]})  # E[fastapi-content]


@app.get("/2")
def r2() -> Any:
    return JSONResponse([datetime.now() for _ in range(2)])  # E[fastapi-content]


@app.get("/v0")
def v0() -> Any:
    return JSONResponse([each.dump() for each in all_items()])


@app.get("/v1")
def v1() -> Any:
    return JSONResponse([item.model_dump() for item in all_items()])


@app.get("/v2")
def v2() -> Any:
    return JSONResponse({"names": [str(each.name) for each in all_items()]})


@app.get("/v3")
def v3() -> Any:
    return JSONResponse([each.name for each in all_items() if each])


def demonstrate(client: TestClient) -> None:
    for n in range(3):
        assert client.get(f"/{n}").status_code == 500, n
    for n in range(4):
        assert client.get(f"/v{n}").status_code == 200, n
