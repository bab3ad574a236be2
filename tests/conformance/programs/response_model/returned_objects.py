# Where nothing useful is declared, the types of what is returned are looked at.
# outcome: 500
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, RootModel
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, Session, SQLModel, create_engine, select

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
T = TypeVar("T")


class ItemBase(SQLModel):
    title: str


class Item(ItemBase, table=True):
    __tablename__ = "returned_items"

    id: int | None = Field(default=None, primary_key=True)


class ItemPublic(ItemBase):
    id: int
    owner: str


class ItemsPublic(SQLModel):
    data: list[ItemPublic]
    count: int


class Page(BaseModel, Generic[T]):
    data: list[T]


class Message(BaseModel):
    message: str


class Items(RootModel[list[ItemPublic]]):
    pass


@dataclass
class Record:
    title: str


class Plain:
    def __init__(self) -> None:
        self.title = "a"


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


def get_item(session: SessionDep) -> Item:
    return session.exec(select(Item)).one()


CurrentItem = Annotated[Item, Depends(get_item)]


async def load() -> Item:
    return Item(title="a")


@app.get("/call-of-a-class", response_model=ItemPublic)
def call_of_a_class() -> Any:
    return Record("a")  # E[fastapi-response-model]


@app.get("/base", response_model=ItemPublic)
def base_of_the_model() -> Any:
    return ItemBase(title="a")  # E[fastapi-response-model]


@app.get("/plain", response_model=ItemPublic)
def plain() -> Any:
    return Plain()  # E[fastapi-response-model]


@app.get("/parameter", response_model=ItemPublic)
def parameter(item: CurrentItem) -> Any:
    return item  # E[fastapi-response-model]


@app.get("/not-annotated", response_model=ItemPublic)
def not_annotated(item: CurrentItem):
    return item  # E[fastapi-response-model]


@app.get("/variable", response_model=ItemPublic)
def variable() -> Any:
    item = Item(title="a")
    item.title = "b"
    return item  # E[fastapi-response-model]


@app.get("/awaited", response_model=ItemPublic)
async def awaited() -> Any:
    return await load()  # E[fastapi-response-model]


@app.get("/conditional", response_model=Message)
def conditional(item: CurrentItem, long: bool = False) -> Any:
    return Message(message="a") if long else item  # E[fastapi-response-model]


@app.get("/list", response_model=list[ItemPublic])
def several(session: SessionDep) -> Any:
    return session.exec(select(Item)).all()  # E[fastapi-response-model]


@app.get("/page", response_model=ItemsPublic)
def page(session: SessionDep) -> Any:
    items = session.exec(select(Item)).all()
    return {"data": items, "count": len(items)}  # E[fastapi-response-model]


@app.get("/generic", response_model=Page[ItemPublic])
def generic(item: CurrentItem) -> Any:
    return {"data": [item]}  # E[fastapi-response-model]


@app.get("/comprehension", response_model=list[Message])
def comprehension(session: SessionDep) -> Any:
    return [item for item in session.exec(select(Item)).all()]  # E[fastapi-response-model]


@app.get("/comprehension-of-dicts", response_model=list[Message])
def comprehension_of_dicts(session: SessionDep) -> Any:
    items = session.exec(select(Item)).all()
    return [{"message": item} for item in items]  # E[fastapi-response-model]


@app.get("/list-for-object", response_model=ItemPublic)
def list_for_object(session: SessionDep) -> Any:
    return session.exec(select(Item)).all()  # E[fastapi-response-model]


@app.get("/object-for-list", response_model=list[ItemBase])
def object_for_list(item: CurrentItem) -> Any:
    return item  # E[fastapi-response-model]


@app.get("/boolean", response_model=Message)
def boolean(item: CurrentItem) -> Any:
    return item.title == "a"  # E[fastapi-response-model]


@app.get("/narrowed", response_model=ItemPublic)
def narrowed(session: SessionDep) -> Any:
    item = session.get(Item, 1)
    if item is None:
        return Message(message="none")  # E[fastapi-response-model]
    return item  # E[fastapi-response-model]


@app.get("/root", response_model=Items)
def root(session: SessionDep) -> Any:
    return session.exec(select(Item)).all()  # E[fastapi-response-model]


@app.get("/object", response_model=ItemPublic)
def declared_as_object() -> object:
    return ItemBase(title="a")  # E[fastapi-response-model]


@app.get("/model", response_model=Message)
def declared_as_model() -> BaseModel:
    return ItemBase(title="a")  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Item(title="a"))
        session.commit()
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
    assert client.get("/conditional?long=1").status_code == 200
