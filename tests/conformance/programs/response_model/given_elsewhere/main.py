# Attributes that other modules give objects, and classes that derive from theirs.
# outcome: 500
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from . import posts
from .models import Author, Base, Like, Post
from .staff import Editor

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class PostOut(BaseModel):
    title: str


class Voted(PostOut):
    votes: int


class Counted(PostOut):
    like_count: int


class Ranked(PostOut):
    rank: int


class Starred(PostOut):
    stars: int


class EditorOut(BaseModel):
    section: str


class AuthorOut(BaseModel):
    name: str


def get_db() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


Db = Annotated[Session, Depends(get_db)]


@app.get("/voted", response_model=list[Voted])
def voted(db: Db):
    return posts.voted(db)


@app.get("/counted", response_model=Counted)
def counted(db: Db):
    return db.get_one(Post, 1)


@app.get("/ranked", response_model=list[Ranked])
def ranked(db: Db):
    return [posts.rank(post) for post in db.query(Post)]


@app.get("/editor", response_model=EditorOut)
def editor(db: Db):
    return posts.editor(db)


# What is set on objects of another class is not set on these.
@app.get("/starred", response_model=Starred)
def starred(db: Db):
    return db.get_one(Post, 1)  # E[fastapi-response-model]


# No class that derives from this one has it either.
@app.get("/author", response_model=AuthorOut)
def author(db: Db):
    return posts.editor(db)  # E[fastapi-response-model]


# An object that the handler makes is of the class itself, not of one that derives from it.
@app.get("/made", response_model=EditorOut)
def made():
    return Author(id=3)  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Post(id=1, title="a"), Like(post_id=1), Editor(section="news")])
        session.commit()
    assert client.get("/voted").json() == [{"title": "a", "votes": 3}]
    assert client.get("/counted").json() == {"title": "a", "like_count": 1}
    assert client.get("/ranked").json() == [{"title": "a", "rank": 1}]
    assert client.get("/editor").json() == {"section": "news"}
    assert client.get("/starred").status_code == 500
    assert client.get("/author").status_code == 500
    assert client.get("/made").status_code == 500
