# A handler without a return, whose last call always raises, has no end either.
from typing import NoReturn

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


class Errors:
    def gone(self):
        raise HTTPException(410)

    def missing(self, what: str) -> NoReturn:
        raise HTTPException(410, what)

    @staticmethod
    def refuse(reason: str) -> None:
        raise HTTPException(410, reason)

    @classmethod
    def abort(cls, number: int):
        if number == 404:
            raise HTTPException(410)
        raise HTTPException(number)

    async def gone_later(self):
        self.gone()


class Service:
    def __init__(self):
        self.errors = Errors()

    def fail(self):
        self.errors.gone()


errors = Errors()
service = Service()


@app.get("/0", response_model=Item)
def of_method():
    errors.gone()


@app.get("/1", response_model=Item)
def declared():
    errors.missing("x")


@app.get("/2", response_model=Item)
def of_class():
    Errors.refuse("x")


@app.get("/3", response_model=Item)
def on_each_way():
    Errors.abort(404)


@app.get("/4", response_model=Item)
async def awaited():
    await errors.gone_later()


@app.get("/5", response_model=Item)
def of_attribute():
    service.errors.gone()


@app.get("/6", response_model=Item)
def through_another():
    service.fail()


@app.get("/7", response_model=Item)
def of_parameter(errors: Errors = Depends()):
    errors.missing("x")


@app.get("/8", response_model=Item)
def kept():
    nothing = errors.gone()


def demonstrate(client: TestClient) -> None:
    for number in range(9):
        assert client.get(f"/{number}").status_code == 410, number
