# What is put into a display for each item, or dumped of it.
# outcome: 500
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlmodel import Field, Session, SQLModel, create_engine, select
from sqlmodel.pool import StaticPool

app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class EachHero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    created_at: datetime


class User(BaseModel):
    id: UUID = UUID(int=1)
    created_at: datetime = datetime(2024, 1, 1)


SQLModel.metadata.create_all(engine)


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        session.add(EachHero(created_at=datetime(2024, 1, 1)))
        session.flush()
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


def users() -> Sequence[User]:
    return [User()]


@app.get("/display")
def display() -> Response:
    return JSONResponse([{"at": u.created_at} for u in users()])  # E[fastapi-content]


@app.get("/held")
def held() -> Response:
    found = users()
    return JSONResponse({"users": [{"id": u.id, "n": 1} for u in found]})  # E[fastapi-content]


@app.get("/named")
def named() -> Response:
    content = [{"id": u.id, "n": 1} for u in users()]  # E[fastapi-content]
    return JSONResponse(content)


@app.get("/twice")
def twice() -> Response:
    names = [str(u.id) for u in users()]
    return JSONResponse({"a": names, "b": [(u.id, 1) for u in users()]})  # E[fastapi-content]


@app.get("/selected")
def selected(session: SessionDep) -> Response:
    found = session.exec(select(EachHero)).all()
    return JSONResponse([h.model_dump() for h in found])  # E[fastapi-content]


@app.get("/heroes")
def heroes(session: SessionDep) -> Response:
    found = session.exec(select(EachHero))
    return JSONResponse({"heroes": [{"hero": h.model_dump()} for h in found]})  # E[fastapi-content]


@app.get("/filtered")
def filtered() -> Response:
    return JSONResponse([u.model_dump() for u in users() if u.id])  # E[fastapi-content]


@app.get("/detail")
def detail() -> None:
    raise HTTPException(400, detail=[{"at": u.created_at} for u in users()])  # E[fastapi-content]


def demonstrate(client: TestClient) -> Any:
    for path in ("held", "named", "twice", "selected", "heroes", "filtered", "detail"):
        assert client.get(f"/{path}").status_code == 500, path
    return client.get("/display")
