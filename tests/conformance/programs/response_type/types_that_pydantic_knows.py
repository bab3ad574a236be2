# What pydantic can make a field of, in all the ways it is written.
import dataclasses
import datetime
import decimal
import enum
import ipaddress
import pathlib
import re
import uuid
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import (
    Annotated,
    Any,
    Generic,
    List,
    Literal,
    NamedTuple,
    NewType,
    Optional,
    Type,
    TypeVar,
    Union,
)

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import (
    AnyUrl,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    InstanceOf,
    PlainSerializer,
    PlainValidator,
    RootModel,
    SecretStr,
)
from pydantic.dataclasses import dataclass as pydantic_dataclass
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypedDict

app = FastAPI()
T = TypeVar("T")


class Plain:
    pass


class Schema:
    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema()


class Inherited(Schema):
    pass


class Metadata:
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.any_schema()


class Model(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)

    plain: Plain


class Page(BaseModel, Generic[T]):
    items: list[T]


class Color(enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    LOW = 1


@dataclasses.dataclass
class Record:
    id: int
    wrapped: Annotated[Plain, PlainValidator(str)] = dataclasses.field(default_factory=Plain)


@dataclasses.dataclass
class Arbitrary:
    __pydantic_config__ = ConfigDict(arbitrary_types_allowed=True)

    plain: Plain


@pydantic_dataclass(config=ConfigDict(arbitrary_types_allowed=True))
class PydanticRecord:
    plain: Plain


@dataclasses.dataclass
class Box(Generic[T]):
    content: T


class Derived(Box[int]):
    pass


class Entry(TypedDict, total=False):
    id: int


class Pair(NamedTuple):
    id: int
    name: "str"


class Root(RootModel[list[int]]):
    pass


UserId = NewType("UserId", int)
Text = Annotated[Plain, PlainValidator(str), PlainSerializer(str)]


@app.get("/1", response_model=Schema)
@app.get("/2", response_model=list[Inherited])
@app.get("/3", response_model=Model)
@app.get("/4", response_model=Page[int])
@app.get("/5", response_model=Optional[Color])
@app.get("/6", response_model=Union[Level, Record])
@app.get("/7", response_model=Arbitrary)
@app.get("/8", response_model=PydanticRecord)
@app.get("/9", response_model=Box[int])
@app.get("/10", response_model=Derived)
@app.get("/11", response_model=Entry)
@app.get("/12", response_model=Pair)
@app.get("/13", response_model=Root)
@app.get("/14", response_model=UserId)
@app.get("/15", response_model=Text)
@app.get("/16", response_model=Annotated[Plain, Metadata()])
@app.get("/17", response_model=InstanceOf[Plain])
@app.get("/18", response_model=Type[Plain])
@app.get("/19", response_model=Callable[[Plain], Plain])
@app.get("/20", response_model=Hashable)
@app.get("/21", response_model=object)
@app.get("/22", response_model=Any)
@app.get("/23", response_model=dict[str, Literal["a", 1]])
@app.get("/24", response_model=tuple[int, ...])
@app.get("/25", response_model=deque[int])
@app.get("/26", response_model=OrderedDict[str, int])
@app.get("/27", response_model=Counter[str])
@app.get("/28", response_model=re.Pattern[str])
@app.get("/29", response_model=pathlib.Path)
@app.get("/30", response_model=Union[ipaddress.IPv4Address, uuid.UUID, decimal.Decimal])
@app.get("/31", response_model=Mapping[str, Sequence[datetime.datetime]])
@app.get("/32", response_model=AnyUrl)
@app.get("/33", response_model=SecretStr)
@app.get("/34", response_model=complex)
@app.get("/35", response_model=List["Plain"])
@app.get("/36", response_model="Plain")
@app.get("/37", response_model=Iterable[int])
@app.get("/38", response_model=T)
def everything() -> Any:
    raise NotImplementedError


@app.get("/schema")
def schema() -> Schema:
    return Schema()


@app.get("/generic")
def generic() -> Page[int]:
    return Page(items=[1])


@app.get("/text")
def text() -> Text:
    return Plain()


@app.get("/none", response_model=None)
def no_model() -> Plain:
    return Plain()


@app.get("/model", response_model=dict[str, int])
def other_model() -> Plain | dict[str, int]:
    return {}


@app.get("/responses", responses={404: {"model": Model}, "5XX": {"model": list[Record]}})
def responses() -> str:
    return "a"


def demonstrate(client: TestClient) -> None:
    assert client.get("/text").status_code == 200
    assert client.get("/generic").json() == {"items": [1]}
