# A column that may be NULL gives a None, which a field has to take.
# outcome: 500
from typing import Annotated, Any, Optional

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class Member(Base):
    __tablename__ = "members"

    name: Mapped[str]
    nickname: Mapped[str | None]
    age: Mapped[Optional[int]] = mapped_column(default=None)


class Nicknamed(BaseModel):
    nickname: str


class Aged(BaseModel):
    name: str
    age: int = 3


def get_member() -> Member:
    return Member(id=1, name="a")


AMember = Annotated[Member, Depends(get_member)]


@app.get("/nickname", response_model=Nicknamed)
def nickname(member: AMember) -> Member:  # E[fastapi-response-model]
    return member


@app.get("/age", response_model=Aged)
def age(member: AMember) -> Member:  # E[fastapi-response-model]
    return member


@app.get("/list", response_model=list[Nicknamed])
def several(member: AMember) -> list[Member]:  # E[fastapi-response-model]
    return [member]


@app.get("/returned", response_model=Nicknamed)
def returned(member: AMember) -> Any:
    return member  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 500, path
