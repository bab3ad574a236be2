# `super().__init__()` takes the defaults of the base class as they are.
# outcome: silent
from typing import Any

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()


def get_name() -> str:
    return "Ada"


class Page:
    def __init__(self, number: int = Query(1), name: str = Depends(get_name)) -> None:
        self.kinds = [type(number).__name__, type(name).__name__]

    def title(self, prefix: str = Query("a")) -> str:
        return type(prefix).__name__


class LargePage(Page):
    def __init__(self) -> None:
        super().__init__()  # E[fastapi-direct-call]

    def title(self, prefix: str = Query("b")) -> str:
        return super().title()  # E[fastapi-direct-call]


class NamedPage(Page):
    def __init__(self, number: int = Query(2)) -> None:
        super().__init__(number)  # E[fastapi-direct-call]


class GoodPage(Page):
    def __init__(self, number: int = Query(2), name: str = Depends(get_name)) -> None:
        super().__init__(number, name)

    def title(self, prefix: str = Query("b")) -> str:
        return super().title(prefix=prefix)


class Mixed(GoodPage, NamedPage):
    """Here `super()` leads to whichever of them comes next."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)


@app.get("/large")
def large(page: LargePage = Depends()) -> list[str]:
    return [*page.kinds, page.title("c")]


@app.get("/named")
def named(page: NamedPage = Depends()) -> list[str]:
    return page.kinds


@app.get("/good")
def good(page: GoodPage = Depends()) -> list[str]:
    return [*page.kinds, page.title("c")]


def demonstrate(client: TestClient) -> None:
    assert client.get("/large").json() == ["Query", "Depends", "Query"]
    assert client.get("/named").json() == ["int", "Depends"]
    assert client.get("/good").json() == ["int", "str", "str"]
