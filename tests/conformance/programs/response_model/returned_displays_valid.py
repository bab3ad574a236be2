# What is returned may satisfy the model, though nothing is declared: what is filled later, what is open.
from typing import Annotated, Any, Generic, Literal, TypeVar, Union

from fastapi import FastAPI, HTTPException
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, RootModel, model_validator
from pydantic.alias_generators import to_camel
from typing_extensions import NotRequired, TypedDict

app = FastAPI()
T = TypeVar("T")


class User(BaseModel):
    id: int
    name: str = "a"


class Page(BaseModel, Generic[T]):
    data: list[T]
    count: int = 0


class Named(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    user_id: int = Field(alias="userId")


class Aliased(BaseModel):
    user_id: int = Field(alias="userId")


class Serialized(BaseModel):
    user_id: int = Field(serialization_alias="userId")


class Choices(BaseModel):
    user_id: int = Field(validation_alias=AliasChoices("id", "userId"))


class Generated(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    user_id: int


class Wrapped(BaseModel):
    id: int
    name: str

    @model_validator(mode="before")
    @classmethod
    def complete(cls, value: Any) -> Any:
        return {"id": 1, "name": "a"}


class Around(BaseModel):
    id: int

    @model_validator(mode="wrap")
    @classmethod
    def complete(cls, value: Any, handler: Any) -> Any:
        return handler({"id": 1})


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: int
    name: str = Field(default="", alias="Name")


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")

    id: int


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"]
    breed: str


class Users(RootModel[list[User]]):
    pass


class Entry(TypedDict):
    id: int
    name: NotRequired[str]


@app.get("/complete", response_model=User)
def complete() -> Any:
    return {"id": 1}


@app.get("/more", response_model=User)
def more() -> Any:
    return {"id": 1, "name": "a", "password": "b"}


@app.get("/text-for-number", response_model=User)
def text_for_number() -> Any:
    return {"id": "7"}


@app.get("/filled", response_model=User)
def filled() -> Any:
    result: dict[str, Any] = {}
    result["id"] = 1
    return result


@app.get("/updated", response_model=User)
def updated() -> Any:
    result: dict[str, Any] = {"name": "a"}
    result.update(id=1)
    return result


def fill(result: dict[str, Any]) -> None:
    result["id"] = 1


@app.get("/filled-elsewhere", response_model=User)
def filled_elsewhere() -> Any:
    result: dict[str, Any] = {}
    fill(result)
    return result


@app.get("/other-name", response_model=User)
def other_name() -> Any:
    result: dict[str, Any] = {}
    same = result
    same["id"] = "1"
    return result


@app.get("/two-names", response_model=User)
def two_names() -> Any:
    result = same = {"name": "a"}
    same["id"] = "1"
    return result


@app.get("/closure", response_model=User)
def closure() -> Any:
    result: dict[str, Any] = {}

    def set_id() -> None:
        result["id"] = 1

    set_id()
    return result


@app.get("/in-a-container", response_model=User)
def in_a_container() -> Any:
    result: dict[str, Any] = {}
    for each in [result]:
        each["id"] = 1
    return result


@app.get("/inner", response_model=Page[User])
def inner() -> Any:
    result: dict[str, Any] = {"data": []}
    result["data"].append({"id": 1})
    return result


@app.get("/appended", response_model=list[User])
def appended() -> Any:
    result = []
    for number in range(3):
        result.append({"id": number})
    return result


@app.get("/augmented", response_model=User)
def augmented() -> Any:
    result: dict[str, Any] = {"name": "a"}
    result |= {"id": 1}
    return result


@app.get("/two-values", response_model=User)
def two_values(long: bool = True) -> Any:
    result: dict[str, Any] = {}
    if long:
        result = {"id": 1}
    return result if long else {"id": 2}


@app.get("/unpacked", response_model=User)
def unpacked() -> Any:
    base = {"id": 1}
    return {**base, "name": "a"}


@app.get("/unpacked-call", response_model=User)
def unpacked_call() -> Any:
    base = {"id": 1}
    return dict(base, name="a")


@app.get("/computed-key", response_model=User)
def computed_key() -> Any:
    key = "id"
    return {key: 1}


@app.get("/constructed", response_model=User)
def constructed() -> Any:
    return dict([("id", 1)])


@app.get("/encoded", response_model=User)
def encoded() -> Any:
    return jsonable_encoder(User(id=1))


@app.get("/dumped", response_model=User)
def dumped() -> Any:
    return User(id=1).model_dump()


@app.get("/response", response_model=User)
def response() -> Any:
    return JSONResponse({"detail": "sent as it is"})


@app.get("/response-or-value", response_model=User)
def response_or_value(fails: bool = False) -> Any:
    return JSONResponse({}) if fails else {"id": 1}


@app.get("/raises", response_model=User)
def raises(fails: bool = False) -> Any:
    if fails:
        raise HTTPException(404)
    return {"id": 1}


@app.get("/optional", response_model=User | None)
def optional() -> Any:
    return None


@app.get("/no-model", response_model=None)
def no_model() -> Any:
    return {"name": "a"}


@app.get("/pages", response_model=Page[User])
def pages() -> Any:
    return {"data": [{"id": 1}, User(id=2)], "count": 1}


@app.get("/tuple", response_model=list[User])
def items_of_a_tuple() -> Any:
    return ({"id": 1}, {"id": 2})


@app.get("/generator", response_model=list[User])
def generator() -> Any:
    return ({"id": number} for number in range(2))


@app.get("/values-view", response_model=list[User])
def values_view() -> Any:
    return {"a": {"id": 1}}.values()


@app.get("/comprehension", response_model=list[User])
def comprehension() -> Any:
    return [{"id": number, "name": str(number)} for number in range(2) if number]


@app.get("/by-name", response_model=Named)
def by_name() -> Any:
    return {"user_id": 1}


@app.get("/by-alias", response_model=Named)
def by_alias() -> Any:
    return {"userId": 1}


@app.get("/alias", response_model=Aliased)
def alias() -> Any:
    return {"userId": 1}


@app.get("/serialized", response_model=Serialized)
def serialized() -> Any:
    return {"user_id": 1}


@app.get("/choices", response_model=Choices)
def choices() -> Any:
    return {"id": 1}


@app.get("/generated", response_model=Generated)
def generated() -> Any:
    return {"userId": 1}


@app.get("/before", response_model=Wrapped)
def before() -> Any:
    return {}


@app.get("/around", response_model=Around)
def around() -> Any:
    return "anything"


@app.get("/strict", response_model=Strict)
def strict() -> Any:
    return {"id": 1, "Name": "a"}


@app.get("/strict-object", response_model=Strict)
def strict_object() -> Any:
    return User(id=1)


@app.get("/open", response_model=Open)
def open_model() -> Any:
    return {"id": 1, "more": 2}


@app.get("/union", response_model=Cat | Dog)
def union() -> Any:
    return {"kind": "dog", "breed": "a"}


@app.get("/discriminated", response_model=Annotated[Union[Cat, Dog], Field(discriminator="kind")])
def discriminated() -> Any:
    return {"kind": "cat", "lives": 9}


@app.get("/root", response_model=Users)
def root() -> Any:
    return [{"id": 1}]


@app.get("/typed-dict", response_model=Entry)
def typed_dict() -> Any:
    return {"id": 1}


@app.get("/mapping", response_model=dict[str, int])
def mapping() -> Any:
    return {"a": 1, "b": "2"}


@app.get("/anything", response_model=dict[str, Any])
def anything() -> Any:
    return {"a": 1, "b": None}


@app.get("/first-names", response_model=list[str])
def first_names(limit: int = 2) -> Any:
    return "a,b,c".split(",")[:limit]


@app.get("/pair", response_model=tuple[int, str])
def pair() -> Any:
    return (1, "a", None)[:2]


@app.get("/number", response_model=float)
def number() -> Any:
    return 3


@app.get("/forgotten", response_model=User | None)
def forgotten() -> Any:
    print("nothing is returned")


def refuse() -> Any:
    raise HTTPException(404)


@app.get("/refused", response_model=User)
def refused():
    refuse()


@app.get("/refused-below", response_model=User)
def refused_below(fails: bool = True):
    if fails:
        raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        wanted = 404 if path.startswith("/refused") else 200
        assert client.get(path).status_code == wanted, path
