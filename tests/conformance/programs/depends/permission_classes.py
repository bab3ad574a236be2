# Permissions as instances and as classes that look at the request.
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    def __init__(self, role: str) -> None:
        self.role = role


def get_user(request: Request) -> User:
    return User(request.headers.get("x-role", "guest"))


class RequireRole:
    def __init__(self, *roles: str) -> None:
        self.roles = roles

    def __call__(self, user: Annotated[User, Depends(get_user)]) -> User:
        if user.role not in self.roles:
            raise HTTPException(403)
        return user


class OwnItem:
    def __init__(self, request: Request, user: User = Depends(get_user)) -> None:
        if request.path_params.get("item_id") != "1":
            raise HTTPException(404)
        self.user = user


require_admin = RequireRole("admin")
Admin = Annotated[User, Depends(require_admin)]


@app.get("/items/{item_id}")
def read(item_id: int, own: Annotated[OwnItem, Depends()]) -> str:
    return own.user.role


@app.get("/admin", dependencies=[Depends(RequireRole("admin", "root"))])
def admin(user: Admin, again: User = Depends(require_admin)) -> str:
    return user.role


def demonstrate(client: TestClient) -> None:
    assert client.get("/items/1").json() == "guest"
    assert client.get("/items/2").status_code == 404
    assert client.get("/admin").status_code == 403
    assert client.get("/admin", headers={"x-role": "admin"}).json() == "admin"
