# What an attribute holds is known from wherever a class says it.
# outcome: 500
import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, TypeVar

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, PositiveInt
from typing_extensions import NotRequired, TypedDict

app = FastAPI()
T = TypeVar("T")
K = TypeVar("K")


class Numbered(BaseModel):
    id: int


class Named(BaseModel):
    name: str


class Owned(BaseModel):
    owner: Named


class AllOwned(BaseModel):
    owners: list[Named]


class Counted(BaseModel):
    count: PositiveInt


class BoxOut(BaseModel, Generic[T]):
    content: T


class Row(NamedTuple):
    id: uuid.UUID


@dataclass(frozen=True)
class Record:
    id: uuid.UUID


class Entry(TypedDict):
    id: uuid.UUID
    name: NotRequired[str]


class WithProperty:
    @property
    def id(self) -> datetime.timedelta:
        return datetime.timedelta(1)


class Assigned:
    def __init__(self, id: uuid.UUID) -> None:
        self.id = id
        self.count = datetime.timedelta(1)


class Owner:
    def __init__(self) -> None:
        self.email = "a"


class House:
    def __init__(self) -> None:
        self.owner = Owner()
        self.owners = [Owner()]


class Box(Generic[T]):
    def __init__(self, content: T) -> None:
        self.content = content


class Owners(list[Owner]):
    pass


class OwnersByName(dict[str, Owner]):
    pass


Listed = list[T]
Mapped = dict[K, T]


@app.get("/named-tuple", response_model=Numbered)
def named_tuple() -> Row:  # E[fastapi-response-model]
    return Row(uuid.uuid4())


@app.get("/frozen", response_model=Numbered)
def frozen() -> Record:  # E[fastapi-response-model]
    return Record(uuid.uuid4())


@app.get("/typed-dict", response_model=Numbered)
def typed_dict() -> Entry:  # E[fastapi-response-model]
    return {"id": uuid.uuid4()}


@app.get("/property", response_model=Numbered)
def with_property() -> WithProperty:  # E[fastapi-response-model]
    return WithProperty()


@app.get("/assigned", response_model=Numbered)
def assigned() -> Assigned:  # E[fastapi-response-model]
    return Assigned(uuid.uuid4())


@app.get("/positive", response_model=Counted)
def positive() -> Assigned:  # E[fastapi-response-model]
    return Assigned(uuid.uuid4())


@app.get("/inner", response_model=Owned)
def inner() -> House:  # E[fastapi-response-model]
    return House()


@app.get("/items", response_model=AllOwned)
def items() -> House:  # E[fastapi-response-model]
    return House()


@app.get("/generic", response_model=BoxOut[Named])
def generic() -> Box[Owner]:  # E[fastapi-response-model]
    return Box(Owner())


@app.get("/list", response_model=list[Named])
def own_list() -> Owners:  # E[fastapi-response-model]
    return Owners([Owner()])


@app.get("/dict", response_model=dict[str, Named])
def own_dict() -> OwnersByName:  # E[fastapi-response-model]
    return OwnersByName(a=Owner())


@app.get("/alias", response_model=Listed[Named])
def alias() -> Listed[Owner]:  # E[fastapi-response-model]
    return [Owner()]


@app.get("/alias-of-two", response_model=Mapped[str, Named])
def alias_of_two() -> Mapped[str, Owner]:  # E[fastapi-response-model]
    return {"a": Owner()}


@app.get("/tuple", response_model=list[Named])
def tuples() -> tuple[Owner, ...]:  # E[fastapi-response-model]
    return (Owner(),)


@app.get("/iterable", response_model=list[Named])
def iterable() -> Iterable[Owner]:  # E[fastapi-response-model]
    return (Owner() for _ in range(1))


@app.get("/literal", response_model=str)
def literal() -> Literal[1]:  # E[fastapi-response-model]
    return 1


@app.get("/one-of-two", response_model=Named | list[Named] | None)
def one_of_two() -> Owner | list[Owner] | None:  # E[fastapi-response-model]
    return Owner()


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
