# FastAPI looks an override up by the very object that was given to `Depends`.
# outcome: silent
# fastapi: 0.122
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from fastapi.testclient import TestClient

app = FastAPI()


def get_user() -> str:
    return "real"


def get_role(role: str = "user") -> Callable[[], str]:
    def check() -> str:
        return "real"

    return check


class Checker:
    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self) -> str:
        return "real"


class Bearer(HTTPBearer):
    async def __call__(self) -> str:  # type: ignore[override]
        return "real"


User = Annotated[str, Depends(get_user)]
checker = Checker("admin")
marker = Depends(get_user)


@app.get("/user")
def user(user: User) -> str:
    return user


@app.get("/role")
def role(role: str = Depends(get_role("admin"))) -> str:
    return role


@app.get("/checker")
def checked(role: str = Depends(checker)) -> str:
    return role


def fake() -> str:
    return "fake"


app.dependency_overrides[User] = fake  # E[fastapi-override]
app.dependency_overrides[Depends(get_user)] = fake  # E[fastapi-override]
app.dependency_overrides[marker] = fake  # E[fastapi-override]
app.dependency_overrides[get_role] = fake  # E[fastapi-override]
app.dependency_overrides[get_role("admin")] = fake  # E[fastapi-override]
app.dependency_overrides[Checker] = fake  # E[fastapi-override]
app.dependency_overrides[Checker("admin")] = fake  # E[fastapi-override]
app.dependency_overrides[Bearer()] = fake  # E[fastapi-override]
app.dependency_overrides[lambda: get_user()] = fake  # E[fastapi-override]


def demonstrate(client: TestClient) -> None:
    for path in ("/user", "/role", "/checker"):
        assert client.get(path).json() == "real"
