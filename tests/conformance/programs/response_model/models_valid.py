# A model that takes its values in a way of its own is left alone.
# fastapi: 0.124
import datetime
import uuid
from collections.abc import Callable
from typing import Annotated, Any, Generic, Literal, Optional, TypeVar

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    RootModel,
    WrapValidator,
    field_validator,
    model_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import CoreSchema, core_schema
from typing_extensions import Self

app = FastAPI()
T = TypeVar("T")
ID = uuid.uuid4()


class Source:
    def __init__(self) -> None:
        self.id = ID
        self.userName = "a"
        self.when = datetime.datetime(2020, 1, 1)
        self.owner = "b"


class Alias(BaseModel):
    name: str = Field(alias="userName")


class ValidationAlias(BaseModel):
    name: str = Field(validation_alias=AliasChoices("user_name", "userName"))


class AnnotatedAlias(BaseModel):
    name: Annotated[str, Field(alias="userName")]


Named = Annotated[str, Field(validation_alias="userName")]


class NamedAlias(BaseModel):
    name: Named


class Generator(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    user_name: str


class GeneratorBase(BaseModel):
    class Config:
        alias_generator = to_camel


class GeneratorDerived(GeneratorBase):
    user_name: str


class GeneratorKeyword(BaseModel, alias_generator=to_camel):
    user_name: str


class Before(BaseModel):
    missing: str

    @model_validator(mode="before")
    @classmethod
    def fill(cls, value: Any) -> Any:
        return {"missing": "a"}


class Wrap(BaseModel):
    missing: str

    @model_validator(mode="wrap")
    @classmethod
    def fill(cls, value: Any, handler: Callable[[Any], Self]) -> Self:
        return handler({"missing": "a"})


class Plain(BaseModel):
    id: Annotated[str, PlainValidator(str)]
    when: Annotated[str, BeforeValidator(str)]
    owner: Annotated[int, WrapValidator(lambda value, handler: len(value))]


Text = Annotated[str, BeforeValidator(str)]


class InAlias(BaseModel):
    id: Text
    when: Text | None


class OfField(BaseModel):
    id: str
    when: str

    @field_validator("*", mode="before")
    @classmethod
    def as_text(cls, value: Any) -> str:
        return str(value)


def as_text(value: Any) -> str:
    return str(value)


class Applied(BaseModel):
    id: str
    _check = field_validator("id", mode="before")(as_text)


class Root(RootModel[Any]):
    pass


class Schema(BaseModel):
    missing: int

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema()


class Coerced(BaseModel):
    model_config = {"coerce_numbers_to_str": True}

    number: str


class Defaults(BaseModel):
    kind: Literal["a"] = "a"
    number: int = Field(1, gt=0)
    other: Annotated[int, Field()] = 2
    numbers: list[int] = []
    by_factory: list[int] = Field(default_factory=list)
    _private: int
    optional: Optional[int] = None


class DefaultInAnnotated(BaseModel):
    number: Annotated[int, Field(default=3)]


class Narrowed(Defaults):
    number: int = 5


class Page(BaseModel, Generic[T]):
    owner: T


class Recursive(BaseModel):
    owner: str
    parent: Optional["Recursive"] = None
    children: "list[Recursive]" = []


class Number:
    number = 3


class Node:
    def __init__(self) -> None:
        self.owner = "a"
        self.parent: Node | None = None
        self.children: list[Node] = []


@app.get("/1", response_model=Alias)
@app.get("/2", response_model=ValidationAlias)
@app.get("/3", response_model=AnnotatedAlias)
@app.get("/4", response_model=NamedAlias)
@app.get("/5", response_model=Generator)
@app.get("/6", response_model=GeneratorDerived)
@app.get("/7", response_model=GeneratorKeyword)
@app.get("/8", response_model=Before)
@app.get("/9", response_model=Wrap)
@app.get("/10", response_model=Plain)
@app.get("/11", response_model=InAlias)
@app.get("/12", response_model=OfField)
@app.get("/13", response_model=Applied)
@app.get("/16", response_model=Defaults)
@app.get("/17", response_model=DefaultInAnnotated)
@app.get("/18", response_model=Narrowed)
@app.get("/19", response_model=Page[str])
@app.get("/20", response_model=Page[Any])
@app.get("/21", response_model=Page)
@app.get("/22", response_model=Annotated[str, BeforeValidator(lambda _: "a")])
@app.get("/23", response_model=Text)
def source() -> Source:
    return Source()


@app.get("/text", response_model=Schema)
def text() -> str:
    return "a"


@app.get("/root", response_model=Root)
def root() -> list[int]:
    return [1]


@app.get("/number", response_model=Coerced)
def number() -> Number:
    return Number()


@app.get("/node", response_model=Recursive)
def node() -> Node:
    return Node()


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
