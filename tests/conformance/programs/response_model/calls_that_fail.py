# A call that lacks an argument raises by itself; what it is annotated with is what it was meant to give.
# outcome: 500
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    title: str


class ItemPublic(BaseModel):
    id: int


class Named(BaseModel):
    title: str


def make_item(title: str) -> Item:
    return Item(title=title)


@app.get("/class", response_model=ItemPublic)
def get_class():
    return Item()  # E[fastapi-response-model]


@app.get("/function", response_model=ItemPublic)
def get_function():
    return make_item()  # E[fastapi-response-model]


@app.get("/surplus", response_model=ItemPublic)
def get_surplus():
    return make_item("", "")  # E[fastapi-response-model]


@app.get("/fits/class", response_model=Named)
def get_fitting_class():
    return Item()


@app.get("/fits/function", response_model=Named)
def get_fitting_function():
    return make_item()


@app.get("/fits/surplus", response_model=Named)
def get_fitting_surplus():
    return make_item("", "")


def demonstrate(client: TestClient) -> None:
    for path in ("/class", "/function", "/surplus"):
        assert client.get(path).status_code == 500
