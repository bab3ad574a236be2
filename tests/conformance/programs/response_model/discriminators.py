# The tag of a discriminated union has to be there: no default of a model is a tag for a dictionary.
# outcome: 500
from typing import Annotated, Any, Literal, Optional, Union

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()


class Cat(BaseModel):
    kind: Literal["cat"] = "cat"
    lives: int = 9


class Dog(BaseModel):
    kind: Literal["dog"] = "dog"
    breed: str = "pug"


Pet = Annotated[Union[Cat, Dog], Field(discriminator="kind")]


class Owner(BaseModel):
    pet: Pet


class Keeper(BaseModel):
    pet: Cat | Dog | None = Field(default=None, discriminator="kind")
    pets: list[Pet] = []


class Plain(BaseModel):
    pet: Cat | Dog


@app.get("/no-tag", response_model=Owner)
def no_tag():
    return {"pet": {"lives": 3}}  # E[fastapi-response-model]


@app.get("/no-tag-for-an-optional", response_model=Keeper)
def no_tag_for_an_optional():
    return {"pet": {"breed": "x"}}  # E[fastapi-response-model]


@app.get("/no-tag-in-a-list", response_model=Keeper)
def no_tag_in_a_list():
    return {"pets": [{"breed": "x"}]}  # E[fastapi-response-model]


@app.get("/right/tags", response_model=Keeper)
def tags():
    return {"pet": None, "pets": [{"kind": "cat"}, Cat(), Dog()]}


@app.get("/right/no-discriminator", response_model=Plain)
def no_discriminator():
    return {"pet": {"lives": 3}}


@app.get("/model-itself", response_model=Pet)
def model_itself():
    return {"lives": 3}  # E[fastapi-response-model]


@app.get("/one-of-a-list", response_model=list[Pet])
def one_of_a_list():
    return [{"kind": "dog"}, {"lives": 3}]  # E[fastapi-response-model]


@app.get("/no-such-tag", response_model=Pet)
def no_such_tag():
    return {"kind": "bird"}  # E[fastapi-response-model]


@app.get("/right/tag-that-is-asked-for", response_model=Pet)
def tag_that_is_asked_for(kind: str = "cat") -> Any:
    return {"kind": kind}


@app.get("/right/object-with-a-default", response_model=Pet)
def object_with_a_default() -> Any:
    return Cat()


@app.get("/optional-model", response_model=Optional[Pet])
def optional_model() -> Any:
    return {"lives": 3}  # E[fastapi-response-model]


@app.get("/values-of-a-dictionary", response_model=dict[str, Pet])
def values_of_a_dictionary() -> Any:
    return {"a": {"lives": 3}}  # E[fastapi-response-model]


@app.get("/right/object-in-an-object", response_model=Owner)
def object_in_an_object() -> Any:
    return Plain(pet=Cat())


@app.get(
    "/right/tag-of-an-annotation", response_model=Annotated[Cat | Dog, Field(discriminator="kind")]
)
def tag_of_an_annotation() -> dict[str, Any]:
    return {"kind": "dog", "lives": 3}


class Paid(BaseModel):
    type: Literal["paid"] = Field("paid", alias="Type")


class Free(BaseModel):
    type: Literal["free"] = Field("free", alias="Type")


@app.get("/right/alias", response_model=Annotated[Paid | Free, Field(discriminator="type")])
def alias() -> dict[str, Any]:
    return {"Type": "paid"}


@app.get("/no-alias", response_model=Annotated[Paid | Free, Field(discriminator="type")])
def no_alias() -> dict[str, Any]:
    return {"kind": "paid"}  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
