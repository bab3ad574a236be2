# The same, where everything in the path is taken, or may be.
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.testclient import TestClient

app = FastAPI()


class Views:
    def read(self, book_id: int) -> int:
        return book_id

    def show(self, request: Request) -> str:
        return str(request.path_params["book_id"])

    @classmethod
    def made(cls, book_id: int) -> int:
        return book_id


views = Views()
app.add_api_route("/read/{book_id}", views.read)
app.add_api_route("/show/{book_id}", views.show)
app.add_api_route("/made/{book_id}", Views.made)


@dataclass
class Page:
    number: int
    limit: int = 10


@dataclass
class Section(Page):
    section: str = "first"


@dataclass
class Reader:
    request: Request
    names: list[str] = field(default_factory=list)

    @property
    def number(self) -> str:
        return str(self.request.path_params["number"])


def require(role: str) -> Callable[[str], str]:
    def check(name: str) -> str:
        return f"{name}: {role}"

    return check


@app.get("/pages/{number}")
def read_page(page: Annotated[Page, Depends()]) -> int:
    return page.number


@app.get("/sections/{number}/{section}")
def read_section(page: Annotated[Section, Depends()]) -> str:
    return page.section


@app.get("/readers/{number}")
def read_reader(reader: Annotated[Reader, Depends()]) -> str:
    return reader.number


@app.get("/names/{name}", dependencies=[Depends(require("admin"))])
def read_name() -> str:
    return "name"


def demonstrate(client: TestClient) -> None:
    for path, answer in (
        ("/read/3", 3),
        ("/show/3", "3"),
        ("/made/3", 3),
        ("/pages/3", 3),
        ("/sections/3/last", "last"),
        ("/names/Ada", "name"),
    ):
        assert client.get(path).json() == answer, path
    assert client.request("GET", "/readers/3", json=[]).json() == "3"
