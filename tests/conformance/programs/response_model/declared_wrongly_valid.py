# What is written out satisfies the model, though another class is declared: FastAPI never looks at that.
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


class ItemPublic(BaseModel):
    id: int
    name: str


@app.get("/list", response_model=list[ItemPublic])
def list_items() -> list[Item]:
    return [ItemPublic(id=1, name="")]  # type: ignore[list-item]


@app.get("/comprehension", response_model=list[ItemPublic])
async def collect_items() -> list[Item]:
    return [ItemPublic(id=number, name="") for number in range(2)]  # type: ignore[misc]


@app.get("/dictionaries", response_model=list[ItemPublic])
def list_dictionaries() -> list[Item]:
    return [dict(id=1, name=""), {"id": 2, "name": ""}]  # type: ignore[list-item]


@app.get("/appended", response_model=list[ItemPublic])
def append_items() -> list[Item]:
    found = []
    for number in range(2):
        found.append(ItemPublic(id=number, name=""))
    return found  # type: ignore[return-value]


@app.get("/one", response_model=ItemPublic)
def make_item() -> Item:
    return ItemPublic(id=1, name="")  # type: ignore[return-value]


def demonstrate(client: TestClient) -> None:
    for path in ("list", "comprehension", "dictionaries", "appended", "one"):
        assert client.get(f"/{path}").status_code == 200, path
