# A dump has the fields that it is asked for: `include=` and `exclude=`, where they are written out.
# outcome: 500
from typing import Any

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.testclient import TestClient
from pydantic import BaseModel, computed_field

app = FastAPI()
SECRET = {"password"}


class Address(BaseModel):
    city: str = "a"


class User(BaseModel):
    id: int = 1
    name: str = "a"
    password: str = "b"
    address: Address = Address()

    @computed_field
    @property
    def label(self) -> str:
        return self.name


class UserOut(BaseModel):
    id: int
    name: str


class Labelled(BaseModel):
    label: str


class Located(BaseModel):
    address: Address


@app.get("/excluded", response_model=UserOut)
def excluded() -> Any:
    return User().model_dump(exclude={"id", "password"})  # E[fastapi-response-model]


@app.get("/not-included", response_model=UserOut)
def not_included() -> Any:
    user = User()
    return user.model_dump(include={"name"})  # E[fastapi-response-model]


@app.get("/computed", response_model=Labelled)
def computed() -> Any:
    return User().model_dump(exclude={"label"}, mode="json")  # E[fastapi-response-model]


@app.get("/both", response_model=UserOut)
def both() -> Any:
    return User().model_dump(include={"id", "name"}, exclude={"name"})  # E[fastapi-response-model]


@app.get("/encoded", response_model=UserOut)
def encoded() -> Any:
    return jsonable_encoder(User(), exclude={"id"})  # E[fastapi-response-model]


@app.get("/right/secret", response_model=UserOut)
def without_secret() -> Any:
    return User().model_dump(exclude={"password"})


@app.get("/right/by-name", response_model=UserOut)
def by_name() -> Any:
    return User().model_dump(exclude=SECRET)


@app.get("/right/included", response_model=UserOut)
def included() -> Any:
    return User().model_dump(include={"id", "name"})


@app.get("/right/included-computed", response_model=Labelled)
def included_computed() -> Any:
    return User().model_dump(include={"label"})


@app.get("/right/a-part", response_model=Located)
def a_part() -> Any:
    return User().model_dump(exclude={"address": {"street"}, "id": True})


@app.get("/right/nothing", response_model=UserOut)
def nothing_excluded() -> Any:
    return User().model_dump(include=None, exclude=None)


@app.get("/right/made-set", response_model=UserOut)
def made_set() -> Any:
    return User().model_dump(exclude=set())


@app.get("/right/chosen", response_model=UserOut)
def chosen(hidden: str = "password") -> Any:
    return User().model_dump(exclude={hidden})


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
