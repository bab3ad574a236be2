# What a model makes of itself has the names of its fields for keys, or their aliases: as it is asked for.
# outcome: 500
from typing import Any

from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.testclient import TestClient
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    computed_field,
    model_serializer,
)

app = FastAPI()


class Item(BaseModel):
    item_name: str = Field(alias="itemName")
    price: float = 1


class ByName(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    item_name: str = Field(alias="itemName")


class ByAlias(BaseModel):
    model_config = ConfigDict(serialize_by_alias=True)
    item_name: str = Field(alias="itemName")


class Plain(BaseModel):
    item_name: str


class Priced(BaseModel):
    price: float
    total: float


class Total(BaseModel):
    price: float

    @computed_field
    @property
    def total(self) -> float:
        return self.price


class OwnWay(BaseModel):
    price: float = 1

    @model_serializer
    def serialize(self) -> dict[str, Any]:
        return {"price": 1, "total": 2}


class Nested(BaseModel):
    item: Item
    items: list[Item] = []


class NestPlain(BaseModel):
    item: Plain


class Serialized(BaseModel):
    item_name: str = Field(serialization_alias="itemName")


class Hidden(BaseModel):
    price: float
    total: float = Field(2, exclude=True)


class Open(BaseModel):
    model_config = ConfigDict(extra="allow")
    price: float


class Strange(BaseModel):
    model_config = ConfigDict(validate_by_name=True, validate_by_alias=False)
    item_name: str = Field(alias="itemName")


class Base(BaseModel):
    price: float = 1


class Derived(Base):
    total: float = 2


def make() -> Item:
    return Item(itemName="a")


def find() -> Base:
    return Derived()


@app.get("/by-name", response_model=Item)
def by_name():
    return Item(itemName="x").model_dump()  # E[fastapi-response-model]


@app.get("/right/by-alias", response_model=Item)
def by_alias():
    return Item(itemName="x").model_dump(by_alias=True)


@app.get("/right/encoded", response_model=Item)
def encoded():
    return jsonable_encoder(Item(itemName="x"))


@app.get("/encoded-by-name", response_model=Item)
def encoded_by_name():
    return jsonable_encoder(Item(itemName="x"), by_alias=False)  # E[fastapi-response-model]


@app.get("/right/read-by-both", response_model=ByName)
def read_by_both():
    return ByName(itemName="x").model_dump()


@app.get("/right/dumps-by-alias", response_model=ByAlias)
def dumps_by_alias():
    return ByAlias(itemName="x").model_dump()


@app.get("/dumps-by-alias-for-names", response_model=Plain)
def dumps_by_alias_for_names():
    return ByAlias(itemName="x").model_dump()  # E[fastapi-response-model]


@app.get("/right/names-for-names", response_model=Plain)
def names_for_names():
    item = make()
    return item.model_dump()


@app.get("/aliases-for-names", response_model=Plain)
def aliases_for_names():
    item = make()
    return item.model_dump(by_alias=True)  # E[fastapi-response-model]


@app.get("/encoded-for-names", response_model=Plain)
def encoded_for_names() -> Any:
    return jsonable_encoder(make())  # E[fastapi-response-model]


@app.get("/right/old-method", response_model=Plain)
def old_method() -> dict[str, Any]:
    return make().dict()


@app.get("/old-method-by-name", response_model=Item)
def old_method_by_name() -> dict[str, Any]:
    return make().dict()  # E[fastapi-response-model]


@app.get("/right/computed", response_model=Priced)
def computed():
    return Total(price=1).model_dump()


@app.get("/right/serializes-itself", response_model=Priced)
def serializes_itself():
    return OwnWay().model_dump()


@app.get("/model-in-a-model", response_model=Nested)
def model_in_a_model():
    return Nested(item=make()).model_dump()  # E[fastapi-response-model]


@app.get("/right/names-in-a-model", response_model=NestPlain)
def names_in_a_model():
    return Nested(item=make()).model_dump()


@app.get("/aliases-in-a-model", response_model=NestPlain)
def aliases_in_a_model():
    return Nested(item=make()).model_dump(by_alias=True)  # E[fastapi-response-model]


@app.get("/list-of-dictionaries", response_model=list[Item])
def list_of_dictionaries() -> Any:
    return [item.model_dump() for item in [make()]]  # E[fastapi-response-model]


@app.get("/right/list-by-alias", response_model=list[Item])
def list_by_alias():
    return [item.model_dump(by_alias=True) for item in [make()]]


@app.get("/right/other-alias-not-asked-for", response_model=Plain)
def other_alias_not_asked_for():
    return Serialized(item_name="x").model_dump(mode="json")


@app.get("/other-alias", response_model=Plain)
def other_alias():
    return Serialized(item_name="x").model_dump(by_alias=True)  # E[fastapi-response-model]


@app.get("/other-alias-by-which-nothing-is-read", response_model=Serialized)
def other_alias_by_which_nothing_is_read():
    return Serialized(item_name="x").model_dump(by_alias=True)  # E[fastapi-response-model]


@app.get("/excluded", response_model=Priced)
def excluded():
    return Hidden(price=1).model_dump()  # E[fastapi-response-model]


@app.get("/right/takes-others", response_model=Priced)
def takes_others():
    return Open(price=1, total=2).model_dump()


@app.get("/right/reads-names-alone", response_model=Strange)
def reads_names_alone():
    return Strange(item_name="x").model_dump()


@app.get("/right/object-of-a-subclass", response_model=Derived)
def object_of_a_subclass():
    return find().model_dump()


@app.get("/lacks-a-field", response_model=Priced)
def lacks_a_field() -> Any:
    return Base().model_dump()  # E[fastapi-response-model]


@app.get("/right/filled-at-once", response_model=Priced)
def filled_at_once():
    return {**Base().model_dump(), "total": 3}


@app.get("/right/joined", response_model=Priced)
def joined():
    return Base().model_dump() | {"total": 3}


@app.get("/right/filled-later", response_model=Priced)
def filled_later():
    data = Base().model_dump()
    data["total"] = 3
    return data


@app.get("/right/a-part-by-alias", response_model=Item)
def a_part_by_alias():
    return make().model_dump(by_alias=True, exclude_unset=True)


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
