# The dependency itself is the key: a function, a class, an object or a result that has a name.
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Repository:
    name = "real"

    def __call__(self) -> str:
        return self.name


class Fake(Repository):
    name = "fake"


@dataclass(frozen=True)
class Checker:
    role: str

    def __call__(self) -> str:
        return "real"


def get_user() -> str:
    return "real"


def get_role(role: str) -> Callable[[], str]:
    def check() -> str:
        return "real"

    return check


@lru_cache
def get_cached(role: str) -> Callable[[], str]:
    def check() -> str:
        return "real"

    return check


User = Annotated[str, Depends(get_user)]
admin = get_role("admin")


@app.get("/")
def read(
    user: User,
    repository: Annotated[Repository, Depends()],
    role: str = Depends(admin),
    cached: str = Depends(get_cached("a")),
    checked: str = Depends(Checker("a")),
) -> list[str]:
    return [user, repository.name, role, cached, checked]


def fake() -> str:
    return "fake"


app.dependency_overrides[get_user] = fake
app.dependency_overrides[Repository] = Fake
app.dependency_overrides[admin] = fake
app.dependency_overrides[get_cached("a")] = fake
app.dependency_overrides[Checker("a")] = fake


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["fake"] * 5
