# The model filters what is returned: only its fields count, not its class.
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Generic, NamedTuple, Protocol, TypeVar, Union

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, computed_field
from typing_extensions import TypedDict

app = FastAPI()
T = TypeVar("T")


class Public(BaseModel):
    id: int
    name: str = "unnamed"


class Private(BaseModel):
    id: int
    password: str


class Derived(Public):
    extra: int = 1


class Other(Public):
    kind: int


class Computed(BaseModel):
    @computed_field  # type: ignore[prop-decorator]
    @property
    def id(self) -> int:
        return 1


@dataclass
class Record:
    id: int


class Pair(NamedTuple):
    id: int
    value: str


class Entry(TypedDict, total=False):
    id: int


class HasId(Protocol):
    @property
    def id(self) -> int: ...


class Empty(Protocol):
    def run(self) -> None: ...


class Shape(ABC):
    @abstractmethod
    def area(self) -> int: ...


class Square(Shape):
    id = 4

    def area(self) -> int:
        return 16


class Dynamic:
    def __getattr__(self, name: str) -> str:
        return "1"


class Filled:
    def __init__(self, **values: int) -> None:
        self.__dict__.update(values)


class Base:
    pass


class Concrete(Base):
    id = 1


class Open(BaseModel, extra="allow"):
    pass


class Box(BaseModel, Generic[T]):
    content: T


class Wrapped(Generic[T]):
    def __init__(self, content: T) -> None:
        self.content = content


@app.get("/filtered", response_model=Public)
def filtered() -> Private:
    return Private(id=1, password="secret")


@app.get("/derived", response_model=Public)
def derived() -> Derived:
    return Derived(id=1)


@app.get("/base", response_model=Union[Derived, Other])
def base() -> Public:
    return Derived(id=1)


@app.get("/derived-model", response_model=Derived)
def derived_model() -> Public:
    return Derived(id=1)


@app.get("/computed", response_model=Public)
def computed() -> Computed:
    return Computed()


@app.get("/record", response_model=Public)
def record() -> Record:
    return Record(1)


@app.get("/pair", response_model=Public)
def pair() -> Pair:
    return Pair(1, "a")


@app.get("/entry", response_model=Public)
def entry() -> Entry:
    return {"id": 1}


@app.get("/dict", response_model=Public)
def dictionary() -> dict[str, Any]:
    return {"id": 1}


@app.get("/mapping", response_model=dict[str, int])
def mapping() -> Mapping[str, int]:
    return {"id": 1}


@app.get("/protocol", response_model=Public)
def protocol() -> HasId:
    return Record(1)


@app.get("/wider-protocol", response_model=Public)
def wider_protocol() -> Empty:
    class Runner:
        id = 1

        def run(self) -> None: ...

    return Runner()


@app.get("/abstract", response_model=Public)
def abstract() -> Shape:
    return Square()


@app.get("/dynamic", response_model=Public)
def dynamic() -> Dynamic:
    return Dynamic()


@app.get("/filled", response_model=Public)
def filled() -> Filled:
    return Filled(id=1)


@app.get("/namespace", response_model=Public)
def namespace() -> SimpleNamespace:
    return SimpleNamespace(id=1)


@app.get("/narrower", response_model=Public)
def narrower() -> Base:
    return Concrete()


@app.get("/open", response_model=Public)
def open_model() -> Open:
    return Open.model_validate({"id": 1})


@app.get("/object", response_model=Public)
def anything() -> object:
    return Record(1)


@app.get("/any", response_model=Public)
def any_value() -> Any:
    return Record(1)


@app.get("/not-annotated", response_model=Public)
def not_annotated():
    return Record(1)


@app.get("/response", response_model=Public)
def response() -> Response:
    return JSONResponse({"id": 1})


@app.get("/response-or-value", response_model=Public)
def response_or_value() -> JSONResponse | Record:
    return Record(1)


@app.get("/one-of-two", response_model=Public)
def one_of_two() -> Record | Base:
    return Record(1)


@app.get("/generic", response_model=Box[Public])
def generic() -> Wrapped[Record]:
    return Wrapped(Record(1))


@app.get("/generic-model", response_model=Box[Public])
def generic_model() -> Box[Private]:
    return Box[Private](content=Private(id=1, password="secret"))


@app.get("/sequence", response_model=list[Public])
def sequence() -> Sequence[Record]:
    return [Record(1)]


@app.get("/iterable", response_model=set[int])
def iterable() -> Iterable[int]:
    return (number for number in range(3))


@app.get("/tuple", response_model=list[Public])
def tuples() -> tuple[Record, Private]:
    return Record(1), Private(id=1, password="secret")


@app.get("/dictionaries", response_model=list[Public])
def dictionaries() -> list[dict[str, int]]:
    return [{"id": 1}]


def demonstrate(client: TestClient) -> None:
    assert client.get("/filtered").json() == {"id": 1, "name": "unnamed"}
    paths = client.get("/openapi.json").json()["paths"]
    assert len(paths) > 20
    for path in paths:
        assert client.get(path).status_code == 200, path
