# `response_model=None`, or another model, takes the place of the annotation.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()
router = APIRouter()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users_on_purpose"
    id: Mapped[int] = mapped_column(primary_key=True)


class UserOut(BaseModel):
    id: int


@router.get("/none", response_model=None)
def none() -> User:
    return User(id=1)


@router.get("/model", response_model=UserOut)
def model() -> User:
    return User(id=1)


@router.get("/list", response_model=list[UserOut] | None)
def listed() -> list[User] | None:
    return [User(id=1)]


def added() -> User:
    return User(id=1)


router.add_api_route("/added", added, response_model=UserOut)
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/model").json() == client.get("/added").json() == {"id": 1}
    assert client.get("/list").json() == [{"id": 1}]
