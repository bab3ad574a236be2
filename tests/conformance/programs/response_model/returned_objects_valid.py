# The types of what is returned satisfy the model, or leave open whether they do.
from dataclasses import dataclass
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import RedirectResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy.pool import StaticPool
from sqlmodel import Field, Session, SQLModel, create_engine, func, select

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
T = TypeVar("T")


class ThingBase(SQLModel):
    title: str


class Thing(ThingBase, table=True):
    __tablename__ = "returned_things"

    id: int | None = Field(default=None, primary_key=True)


class ThingPublic(ThingBase):
    id: int


class ThingsPublic(SQLModel):
    data: list[ThingPublic]
    count: int


class Page(BaseModel, Generic[T]):
    data: list[T]


class Message(BaseModel):
    message: str


class Loud(Message):
    loud: bool = True


@dataclass
class Record:
    id: int
    title: str


class Row(NamedTuple):
    id: int
    title: str


class Open:
    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


def get_thing(session: SessionDep) -> Thing:
    return session.exec(select(Thing)).one()


CurrentThing = Annotated[Thing, Depends(get_thing)]


def anything() -> Any:
    return {"id": 1, "title": "a"}


def not_annotated(thing):
    return thing


async def load() -> Record:
    return Record(1, "a")


def message_of(loud: bool) -> Message:
    return Loud(message="a") if loud else Message(message="a")


@app.get("/table", response_model=ThingPublic)
def table(thing: CurrentThing) -> Any:
    return thing


@app.get("/created", response_model=ThingPublic)
def created(session: SessionDep) -> Any:
    thing = Thing.model_validate({"title": "b"})
    session.add(thing)
    session.commit()
    session.refresh(thing)
    return thing


@app.get("/dataclass", response_model=ThingPublic)
def record() -> Any:
    return Record(1, "a")


@app.get("/named-tuple", response_model=ThingPublic)
def row() -> Any:
    return Row(1, "a")


@app.get("/awaited", response_model=ThingPublic)
async def awaited() -> Any:
    return await load()


@app.get("/anything", response_model=ThingPublic)
def from_anywhere() -> Any:
    return anything()


@app.get("/not-annotated", response_model=ThingPublic)
def through(thing: CurrentThing):
    return not_annotated(thing)


@app.get("/open", response_model=ThingPublic)
def open_object() -> Any:
    return Open(id=1, title="a")


@app.get("/may-be-derived", response_model=Loud)
def may_be_derived() -> Any:
    return message_of(loud=True)


@app.get("/looked-for", response_model=ThingPublic)
def looked_for(session: SessionDep) -> Any:
    return session.get(Thing, 1)


@app.get("/found", response_model=ThingPublic)
def found(session: SessionDep) -> Any:
    thing = session.get(Thing, 1)
    if not thing:
        raise HTTPException(status_code=404)
    return thing


@app.get("/first", response_model=ThingPublic)
def first(session: SessionDep) -> Any:
    return session.exec(select(Thing)).first()


@app.get("/redirect", response_model=ThingPublic)
def redirect(thing: CurrentThing, away: bool = False) -> Any:
    if away:
        return RedirectResponse("/")
    return thing


@app.get("/template", response_model=ThingsPublic)
def template(session: SessionDep) -> Any:
    count = session.exec(select(func.count()).select_from(Thing)).one()
    things = session.exec(select(Thing)).all()
    return ThingsPublic(data=[ThingPublic.model_validate(each) for each in things], count=count)


@app.get("/template-of-dict", response_model=ThingsPublic)
def template_of_dict(session: SessionDep) -> Any:
    things = session.exec(select(Thing)).all()
    return {"data": things, "count": len(things)}


@app.get("/message", response_model=Message)
def message() -> Any:
    return Message(message="deleted")


@app.get("/derived", response_model=Message)
def derived() -> Any:
    return Loud(message="a")


@app.get("/comprehension", response_model=list[Message])
def comprehension(session: SessionDep) -> Any:
    return [{"message": thing.title} for thing in session.exec(select(Thing)).all()]


@app.get("/mapped", response_model=list[Message])
def mapped(session: SessionDep) -> Any:
    return map(lambda thing: {"message": thing.title}, session.exec(select(Thing)).all())


@app.get("/generic", response_model=Page[ThingPublic])
def generic(thing: CurrentThing) -> Any:
    return Page[ThingPublic](data=[ThingPublic(id=1, title="a")])


@app.get("/union", response_model=Message | ThingPublic)
def union(thing: CurrentThing) -> Any:
    return thing


def demonstrate(client: TestClient) -> None:
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        session.add(Thing(title="a"))
        session.commit()
    for path in client.get("/openapi.json").json()["paths"]:
        if path != "/created":
            assert client.get(path).status_code == 200, path
    assert client.get("/created").status_code == 200
