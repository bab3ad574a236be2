# Where nothing useful is declared, what is written out in a return statement is looked at.
# outcome: 500
from typing import Annotated, Any, Literal, Union

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field, RootModel
from typing_extensions import TypedDict

app = FastAPI()
router = APIRouter()


class User(BaseModel):
    id: int
    name: str


class Page(BaseModel):
    data: list[User]
    count: int = 0


class Envelope(BaseModel):
    user: User | None = None
    name: str = ""


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: int


class Aliased(BaseModel):
    user_id: int = Field(alias="userId")


class Named(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    user_id: int = Field(alias="userId")


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
    name: str


@app.get("/missing", response_model=User)
def missing(name: str = "a") -> Any:
    return {"name": name}  # E[fastapi-response-model]


@app.get("/not-annotated", response_model=User)
def not_annotated():
    return {"name": "a"}  # E[fastapi-response-model]


@app.get("/not-annotated-parameter", response_model=User)
async def not_annotated_parameter(name="a"):
    return {"name": name}  # E[fastapi-response-model]


@app.get("/dict", response_model=User)
def declared_as_dict() -> dict[str, Any]:
    return {"name": "a"}  # E[fastapi-response-model]


@app.get("/bare-dict", response_model=User)
def declared_as_bare_dict() -> dict:
    return dict(name="a")  # E[fastapi-response-model]


@app.get("/list", response_model=User)
def list_for_object() -> Any:
    return [{"id": 1, "name": "a"}]  # E[fastapi-response-model]


@app.get("/object", response_model=list[User])
def object_for_list() -> Any:
    return {"id": 1, "name": "a"}  # E[fastapi-response-model]


@app.get("/text", response_model=User)
def text() -> Any:
    return "done"  # E[fastapi-response-model]


@app.get("/none", response_model=User)
def none() -> Any:
    return None  # E[fastapi-response-model]


@app.get("/bare", response_model=User)
def bare() -> Any:
    return  # E[fastapi-response-model]


@app.get("/items", response_model=list[User])
def items() -> Any:
    return [{"id": 1, "name": "a"}, {"id": 2}]  # E[fastapi-response-model]


@app.get("/nested", response_model=Page)
def nested() -> Any:
    return {"data": [{"id": 1}], "count": 1}  # E[fastapi-response-model]


@app.get("/nested-object", response_model=Envelope)
def nested_object() -> Any:
    return {"user": {"name": "a"}}  # E[fastapi-response-model]


@app.get("/value", response_model=User)
def value() -> Any:
    return {"id": 1, "name": 3}  # E[fastapi-response-model]


@app.get("/none-inside", response_model=User)
def none_inside() -> Any:
    return {"id": 1, "name": None}  # E[fastapi-response-model]


@app.get("/comprehension", response_model=list[User])
def comprehension() -> Any:
    return [{"name": name} for name in ("a", "b")]  # E[fastapi-response-model]


@app.get("/comprehension-inside", response_model=Page)
def comprehension_inside() -> Any:
    return {"data": [{"id": number} for number in range(2)]}  # E[fastapi-response-model]


@app.get("/conditional", response_model=User)
def conditional(long: bool = False) -> Any:
    return {"id": 1, "name": "a"} if long else {"id": 1}  # E[fastapi-response-model]


@app.get("/name", response_model=User)
def name_with_one_value() -> Any:
    result = {"name": "a"}
    return result  # E[fastapi-response-model]


@app.get("/printed", response_model=User)
def printed() -> Any:
    result: dict[str, Any] = {"name": "a"}
    print(result)
    if not result or len(result) > 3:
        return {"id": 1, "name": "a"}
    return result  # E[fastapi-response-model]


@app.get("/name-inside", response_model=Page)
def name_inside() -> Any:
    users = [{"id": 1}]
    return {"data": users, "count": 1}  # E[fastapi-response-model]


@app.get("/each", response_model=User)
def each_on_its_own(number: int = 0) -> Any:
    if number == 1:
        return {"id": 1}  # E[fastapi-response-model]
    if number == 2:
        return {"id": 1, "name": "a"}
    return []  # E[fastapi-response-model]


@router.get("/router", response_model=User)
async def on_a_router() -> Any:
    return {}  # E[fastapi-response-model]


@app.get("/extra", response_model=Strict)
def extra() -> Any:
    return {"id": 1, "name": "a"}  # E[fastapi-response-model]


@app.get("/alias", response_model=Aliased)
def alias() -> Any:
    return {"user_id": 1}  # E[fastapi-response-model]


@app.get("/no-name", response_model=Named)
def neither_name() -> Any:
    return {"userid": 1}  # E[fastapi-response-model]


@app.get("/union", response_model=Cat | Dog)
def union() -> Any:
    return {"kind": "cat", "breed": 3}  # E[fastapi-response-model]


@app.get("/discriminated", response_model=Annotated[Union[Cat, Dog], Field(discriminator="kind")])
def discriminated() -> Any:
    return ["cat"]  # E[fastapi-response-model]


@app.get("/root", response_model=Users)
def root() -> Any:
    return [{"id": 1}]  # E[fastapi-response-model]


@app.get("/typed-dict", response_model=Entry)
def typed_dict() -> Any:
    return {"id": 1}  # E[fastapi-response-model]


@app.get("/values", response_model=dict[str, str])
def values() -> Any:
    return {"a": 1}  # E[fastapi-response-model]


@app.get("/scalar", response_model=str)
def scalar() -> Any:
    return {"a": 1}  # E[fastapi-response-model]


@app.get("/number", response_model=str)
def number() -> Any:
    return 3  # E[fastapi-response-model]


SAVED: list[User] = []


@app.post("/forgotten", response_model=User)
def forgotten(user: User):  # E[fastapi-response-model]
    SAVED.append(user)


@app.post("/forgotten-any", response_model=User)
async def forgotten_any(user: User) -> Any:  # E[fastapi-response-model]
    user.name = user.name.title()


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, methods in paths.items():
        if "get" in methods:
            assert client.get(path).status_code == 500, path
        else:
            assert client.post(path, json={"id": 1, "name": "a"}).status_code == 500, path
    assert client.get("/each?number=1").status_code == 500
    assert client.get("/each?number=2").status_code == 200
