# What JSON knows of each item, and what is encoded before.
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import FastAPI, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, field_serializer
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Base(DeclarativeBase):
    pass


class OldUser(Base):
    __tablename__ = "each_old_user"

    id = Column(Integer, primary_key=True)
    name = Column(String)


class NewUser(Base):
    __tablename__ = "each_new_user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]


Base.metadata.create_all(engine)


class User(BaseModel):
    id: UUID = UUID(int=1)
    name: str = "a"
    created_at: datetime = datetime(2024, 1, 1)
    deleted_at: datetime | None = None


class Told(BaseModel):
    created_at: datetime = datetime(2024, 1, 1)

    @field_serializer("created_at")
    def text(self, value: datetime) -> str:
        return value.isoformat()


def users() -> list[User]:
    return [User()]


@app.get("/columns")
def columns() -> Response:
    with Session(engine) as session:
        session.add_all([OldUser(name="a"), NewUser(name="b")])
        session.flush()
        old = [{"id": u.id, "name": u.name} for u in session.query(OldUser).all()]
        new = session.query(NewUser).all()
        return JSONResponse({"o": old, "n": [{"id": u.id, "name": u.name} for u in new]})


@app.get("/old")
def old_columns() -> Response:
    with Session(engine) as session:
        session.add(OldUser(name="a"))
        session.flush()
        return JSONResponse([{"id": u.id, "name": u.name} for u in session.query(OldUser).all()])


@app.get("/text")
def text() -> Response:
    return JSONResponse([{"at": u.created_at.isoformat(), "id": str(u.id)} for u in users()])


@app.get("/dumped")
def dumped() -> Response:
    return JSONResponse([{"user": u.model_dump(mode="json")} for u in users()])


@app.get("/included")
def included() -> Response:
    return JSONResponse([u.model_dump(include={"name"}) for u in users() if u.name])


@app.get("/encoded")
def encoded() -> Response:
    content = [{"at": u.created_at} for u in users()]
    return JSONResponse(jsonable_encoder(content))


@app.get("/encoded-each")
def encoded_each() -> Response:
    return JSONResponse([{"user": jsonable_encoder(u)} for u in users()])


@app.get("/told")
def told() -> Response:
    return JSONResponse([{"told": each.model_dump()} for each in [Told()]])


@app.get("/chosen")
def chosen() -> Response:
    return JSONResponse(
        [{"at": u.deleted_at.isoformat() if u.deleted_at else None} for u in users()]
    )


@app.get("/absent")
def absent() -> Response:
    return JSONResponse([{"at": u.deleted_at} for u in users() if u.deleted_at is None])


@app.get("/changed")
def changed() -> Response:
    rows: list[dict[str, Any]] = [{"at": u.created_at} for u in users()]
    for row in rows:
        row["at"] = row["at"].isoformat()
    return JSONResponse(rows)


@app.get("/returned")
def returned() -> list[dict[str, datetime]]:
    return [{"at": u.created_at} for u in users()]


def demonstrate(client: TestClient) -> None:
    for path in ("old", "text", "dumped", "included", "encoded", "encoded-each", "told"):
        assert client.get(f"/{path}").status_code == 200, path
    for path in ("chosen", "absent", "changed", "returned"):
        assert client.get(f"/{path}").status_code == 200, path
    assert client.get("/columns").status_code == 200
