# Defaults inside of Annotated: in the parameter itself, or in an alias, where it is reported once.
# outcome: import
# raises: AssertionError: all 9 are refused
# fastapi: 0.156
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Body, Cookie, Depends, FastAPI, File, Form, Header, Query

app = FastAPI()
router = APIRouter()
refused: list[str] = []
Page = Annotated[int, Query(1, ge=1)]  # E[fastapi-param]


@contextmanager
def refusal() -> Iterator[None]:
    try:
        yield
    except AssertionError as error:
        assert "default value cannot be set in `Annotated`" in str(error)
        refused.append(str(error))


with refusal():

    @app.get("/query")
    def query(text: Annotated[str, Query("a")]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/keyword")
    def keyword(text: Annotated[str | None, Query(default=None)]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/header")
    def header(agent: Annotated[list[str], Header([])]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/cookie")
    def cookie(session: "Annotated[str, Cookie('none')]") -> None: ...  # E[fastapi-param]


with refusal():

    @router.post("/body")
    async def body(text: Annotated[str, Body("a", embed=True)]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.post("/form")
    def form(
        text: Annotated[
            str,
            Form("a"),  # E[fastapi-param]
        ],
    ) -> None: ...


with refusal():

    @app.post("/file")
    def file(content: Annotated[bytes, File(b"")]) -> None: ...  # E[fastapi-param]


with refusal():

    @app.get("/alias")
    def alias(page: Page) -> None: ...


def get_page(page: Annotated[int, Query(1), Query(ge=1)]) -> int:  # E[fastapi-param]
    return page


with refusal():

    @app.get("/dependency")
    def dependency(page: Annotated[int, Depends(get_page)]) -> None: ...


assert len(refused) < 9, "all 9 are refused"
