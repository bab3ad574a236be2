# Methods of objects as handlers, dataclasses and factories as dependencies: what they take is known.
# outcome: silent
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Views:
    def read(self) -> str:
        return "read"

    def show(self) -> str:
        return "show"


views = Views()
app.add_api_route("/books/{book_id}", views.read)  # E[fastapi-path]
app.add_api_route("/authors/{author_id}", Views().show)  # E[fastapi-path]


@dataclass
class Page:
    limit: int = 10


@dataclass
class OfUser:
    user: int


def require(role: str) -> Callable[[], str]:
    def check(name: str = "Ada") -> str:
        return f"{name}: {role}"

    return check


@app.get("/pages/{number}")  # E[fastapi-path]
def read_page(page: Annotated[Page, Depends()]) -> int:
    return page.limit


@app.get("/users/{user_id}")  # E[fastapi-path]
def read_user(of_user: Annotated[OfUser, Depends()]) -> int:
    return of_user.user


@app.get("/roles/{role}", dependencies=[Depends(require("admin"))])  # E[fastapi-path]
def read_role() -> str:
    return "role"


def demonstrate(client: TestClient) -> None:
    for path in ("/books/3", "/authors/3", "/pages/3", "/roles/3"):
        assert client.get(path).status_code == 200
    assert client.get("/users/3").status_code == 422
