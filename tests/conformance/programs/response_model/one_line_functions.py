# A function whose body stands in the line of its `def` is judged as any other.
# outcome: 500
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
# fmt: off


class Cat(BaseModel):
    lives: int


class Dog(BaseModel):
    breed: str


def make() -> Dog: return Dog(breed="a")


async def fetch(): return {"dog": make()}


class Cats:
    def get(self) -> Cat: return Cat(lives=9)


Found = Annotated[Cats, Depends()]


@app.get("/call", response_model=Cat)
def call() -> Any: return make()  # E[fastapi-response-model]


@app.get("/not-annotated", response_model=Cat)
async def not_annotated(): return make()  # E[fastapi-response-model]


@app.get("/dumped", response_model=Cat)
def dumped(): return make().model_dump()  # E[fastapi-response-model]


@app.get("/items", response_model=list[Cat])
def items() -> Any: return [make()]  # E[fastapi-response-model]


@app.get("/method", response_model=Dog)
def method(cats: Found): return cats.get()  # E[fastapi-response-model]


@app.get("/right/call", response_model=Dog)
def right_call() -> Any: return make()


@app.get("/right/inferred", response_model=dict[str, Dog])
async def right_inferred(): return await fetch()


@app.get("/right/method", response_model=Cat)
def right_method(cats: Found): return cats.get()


@app.get("/right/statements", response_model=Dog)
def statements(): dog = make(); return dog  # noqa: E702


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
