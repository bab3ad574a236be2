# Values that are written out, and beyond what their field allows.
# outcome: 500
from typing import Annotated, Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PositiveInt,
    StrictBool,
    StrictInt,
    StringConstraints,
)

app = FastAPI()


class Rating(BaseModel):
    stars: int = Field(ge=1, le=5)


class Review(BaseModel):
    rating: Rating
    text: str = Field(max_length=5)


class Optional(BaseModel):
    stars: int | None = Field(None, gt=0)


class Code(BaseModel):
    code: Annotated[str, StringConstraints(min_length=3)]


class Counted(BaseModel):
    counts: list[Annotated[int, Field(gt=0)]]


class Flags(BaseModel):
    flags: dict[str, StrictBool]


class Stripped(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)
    text: str = Field(max_length=3)


class Names(BaseModel):
    names: list[str] = Field(max_length=3)


@app.get("/number", response_model=Rating)
def number() -> Any:
    return {"stars": 6}  # E[fastapi-response-model]


@app.get("/nested", response_model=Review)
def nested():
    return {"rating": {"stars": 0}, "text": "good"}  # E[fastapi-response-model]


@app.get("/text", response_model=Review)
def text():
    return {"rating": {"stars": 1}, "text": "very good"}  # E[fastapi-response-model]


@app.get("/optional", response_model=Optional)
def optional():
    return {"stars": 0}  # E[fastapi-response-model]


@app.get("/annotated", response_model=Code)
def annotated():
    return {"code": "ab"}  # E[fastapi-response-model]


@app.get("/items", response_model=Counted)
def items():
    return {"counts": [0]}  # E[fastapi-response-model]


@app.get("/positive", response_model=list[PositiveInt])
def positive():
    return [1, 0]  # E[fastapi-response-model]


@app.get("/strict", response_model=list[StrictInt])
def strict():
    return ["1"]  # E[fastapi-response-model]


@app.get("/strict-declared", response_model=list[StrictInt])
def strict_declared() -> list[str]:  # E[fastapi-response-model]
    return ["1"]


@app.get("/strict-values", response_model=Flags)
def strict_values():
    return {"flags": {"a": 1}}  # E[fastapi-response-model]


# Valid.


@app.get("/v1", response_model=Review)
def within():
    return {"rating": {"stars": 5}, "text": "good"}


@app.get("/v2", response_model=Optional)
def nothing():
    return {"stars": None}


@app.get("/v3", response_model=Stripped)
def stripped():
    return {"text": " abc "}


@app.get("/v4", response_model=Names)
def of_the_list():
    return {"names": ["Emma Woodhouse"]}


@app.get("/v5", response_model=Rating)
def converted():
    return {"stars": "3"}


@app.get("/v6", response_model=Flags)
def flags():
    return {"flags": {"a": True}}


@app.get("/v7", response_model=list[StrictInt])
def strict_and_right() -> list[int]:
    return [1]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        is_valid = path.startswith("/v")
        assert client.get(path).status_code == (200 if is_valid else 500), path
