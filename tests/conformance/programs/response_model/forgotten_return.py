# A handler that does what it has to, and returns nothing.
# outcome: 500
from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


ITEMS: list[Item] = []


class Errors:
    def check(self, yes: bool) -> None:
        if yes:
            raise HTTPException(410)


class Repository:
    def __init__(self):
        self.errors = Errors()

    def add(self, item):
        self.errors.check(not item)
        ITEMS.append(item)
        return item

    async def add_later(self, item):
        self.add(item)


def add(item):
    return Repository().add(item)


repository = Repository()
errors = Errors()


@app.post("/method", response_model=Item)
def of_method(item: Item):  # E[fastapi-response-model]
    repository.add(item)


@app.post("/awaited", response_model=Item)
async def awaited(item: Item, repository: Repository = Depends()):  # E[fastapi-response-model]
    await repository.add_later(item)


@app.post("/function", response_model=Item)
def of_function(item: Item):  # E[fastapi-response-model]
    add(item)


@app.post("/attribute", response_model=Item)
def of_attribute(item: Item):  # E[fastapi-response-model]
    repository.errors.check(False)


@app.post("/builtin", response_model=Item)
def of_builtin(item: Item):  # E[fastapi-response-model]
    ITEMS.append(item)


@app.post("/kept", response_model=Item)
def kept(item: Item):  # E[fastapi-response-model]
    made = add(item)


def demonstrate(client: TestClient) -> None:
    for path in ("method", "awaited", "function", "attribute", "builtin", "kept"):
        assert client.post(f"/{path}", json={"name": "a"}).status_code == 500, path
