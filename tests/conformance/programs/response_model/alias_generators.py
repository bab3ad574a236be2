# A model whose generator of aliases pydantic brings along is read by those aliases.
# outcome: 500
from typing import Any

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.testclient import TestClient
from pydantic import AliasGenerator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel, to_pascal, to_snake

app = FastAPI()


class Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)


class User(Camel):
    user_id: int
    name: str = ""
    role: int = Field(default=1, alias="ROLE")


class ByName(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    user_id: int
    first_name: str


class Pascal(BaseModel, alias_generator=to_pascal, extra="forbid"):
    user_id: int


class Snake(BaseModel, alias_generator=to_snake):
    user_id: int


class NoLonger(User):
    model_config = ConfigDict(alias_generator=None)

    last_name: str = ""


class WithDigits(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)

    line_2: int = 1
    user_id: int


def shout(name: str) -> str:
    return name.upper()


class OwnWay(BaseModel):
    model_config = ConfigDict(alias_generator=shout)

    user_id: int


class Serialized(BaseModel):
    model_config = ConfigDict(alias_generator=AliasGenerator(serialization_alias=to_camel))

    user_id: int


class Row:
    def __init__(self) -> None:
        self.user_id = 1
        self.first_name = "a"


@app.get("/name", response_model=User)
def name() -> Any:
    return {"user_id": 1}  # E[fastapi-response-model]


@app.get("/object", response_model=User)
def object_with_names() -> Any:
    return Row()  # E[fastapi-response-model]


@app.get("/declared", response_model=User)
def declared() -> Row:  # E[fastapi-response-model]
    return Row()


@app.get("/model", response_model=list[User])
def models() -> Any:
    return [ByName(user_id=1, first_name="a")]  # E[fastapi-response-model]


@app.get("/dumped", response_model=User)
def dumped() -> Any:
    return ByName(user_id=1, first_name="a").model_dump()  # E[fastapi-response-model]


@app.get("/missing", response_model=ByName)
def missing() -> Any:
    return {"user_id": 1}  # E[fastapi-response-model]


@app.get("/extra", response_model=Pascal)
def extra() -> Any:
    return {"UserId": 1, "user_id": 1}  # E[fastapi-response-model]


@app.get("/value", response_model=ByName)
def value() -> Any:
    return {"userId": 1, "firstName": 3}  # E[fastapi-response-model]


@app.get("/right/alias", response_model=User)
def alias() -> Any:
    return {"userId": 1, "ROLE": 2}


@app.get("/right/by-name", response_model=ByName)
def by_name() -> Any:
    return {"user_id": 1, "firstName": "a"}


@app.get("/right/row", response_model=ByName)
def row() -> Any:
    return Row()


@app.get("/right/pascal", response_model=Pascal)
def pascal() -> Any:
    return {"UserId": 1}


@app.get("/right/snake", response_model=Snake)
def snake() -> Any:
    return {"user_id": 1}


@app.get("/right/inherited", response_model=NoLonger)
def inherited() -> Any:
    return {"userId": 1, "last_name": "a"}


@app.get("/right/digits", response_model=WithDigits)
def digits() -> Any:
    return {"userId": 1}


@app.get("/right/own-way", response_model=OwnWay)
def own_way() -> Any:
    return {"USER_ID": 1}


@app.get("/right/serialized", response_model=Serialized)
def serialized() -> Any:
    return {"user_id": 1}


@app.get("/right/itself", response_model=User)
def itself() -> Any:
    return User(userId=1)


@app.get("/right/dumped", response_model=User)
def dumped_by_alias() -> Any:
    return ByName(user_id=1, first_name="a").model_dump(by_alias=True)


@app.get("/right/encoded", response_model=User)
def encoded() -> Any:
    return jsonable_encoder(ByName(user_id=1, first_name="a"))


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
