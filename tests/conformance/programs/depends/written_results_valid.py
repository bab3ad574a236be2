# A dependency without an annotation may give what its parameter declares, on one way at least.
import enum
from typing import Any, NewType, Protocol, TypedDict

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
UserId = NewType("UserId", int)


class User(BaseModel):
    name: str = "ada"


class Admin(User):
    level: int = 1


class Payload(TypedDict):
    sub: str


class Role(str, enum.Enum):
    ADMIN = "admin"


class Named(Protocol):
    name: str


def get_user(name="ada"):
    user = None
    if name:
        user = User(name=name)
    if user is None:
        raise HTTPException(404)
    return user


def get_admin(admin: bool = True):
    if admin:
        return Admin()
    return {"name": "nobody"}


def get_payload():
    return {"sub": "ada"}


def get_id():
    return 3


def get_role():
    return "admin"


def get_items():
    items = []
    items.append(3)
    return items


def get_made():
    cls = Admin if app.title == "none" else User
    return cls()


def get_nothing():
    return None


def get_rebound():
    found = {"name": "ada"}
    found = User(**found)
    return found


@app.get("/")
def read(
    user: User = Depends(get_user),
    admin: User = Depends(get_admin),
    named: Named = Depends(get_user),
    payload: Payload = Depends(get_payload),
    floats: dict[str, float | str] = Depends(get_payload),
    number: UserId = Depends(get_id),
    other: float = Depends(get_id),
    flag: bool | int = Depends(get_id),
    role: Role = Depends(get_role),
    items: list[int] = Depends(get_items),
    made: User = Depends(get_made),
    nothing: User = Depends(get_nothing),
    rebound: User = Depends(get_rebound),
    anything: Any = Depends(get_payload),
    untyped=Depends(get_payload),
) -> list[str]:
    return [user.name, admin.name, made.name, rebound.name]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["ada"] * 4
