"""Promise 11: response models are inferred, and a status without a body has none."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, NoReturn, Optional, Union

import pytest
from asgi_client import Answer, request
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Response, status
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel

from scoped_fastapi import ScopedFastAPI, ScopedRoute, ScopedRouter, response_scoped_dependency
from scoped_fastapi.errors import NoBodyStatusError

pytestmark = pytest.mark.anyio

NO_BODY = [101, 103, 204, 205, 304]


class Item(BaseModel):
    name: str


class Other(BaseModel):
    other: str


def model_of(annotation: Any, **options: Any) -> Any:
    def handler() -> Any: ...

    handler.__annotations__["return"] = annotation
    router = ScopedRouter()
    router.add_api_route("/", handler, **options)
    route = router.routes[0]
    assert isinstance(route, ScopedRoute)
    return route.response_model


@pytest.mark.parametrize(
    ("annotation", "model"),
    [
        (Response | Item, Item),
        (Union[Item, JSONResponse], Item),
        (Response | None, None),
        (Response | Item | None, Optional[Item]),
        (Item | RedirectResponse | list[Other], Union[Item, list[Other]]),
        (Annotated[Response | Item, "metadata"], Item),
        ("Response | Item", Item),
        (Item, Item),
        (list[Item], list[Item]),
        (Item | Other, Item | Other),
        (Response, None),
        (None, None),
    ],
)
def test_the_model_is_that_of_what_is_no_response(annotation: Any, model: Any) -> None:
    assert model_of(annotation) == model


def union(a: int = 1) -> Item | Response:
    raise NotImplementedError


class Handler:
    def __call__(self, a: int = 1) -> Item | Response:
        raise NotImplementedError


@pytest.mark.parametrize(
    "handler", [partial(union, a=1), partial(partial(union)), Handler(), partial(Handler(), a=1)]
)
def test_a_partial_or_an_object_is_a_handler_too(handler: Any) -> None:
    router = ScopedRouter()
    router.add_api_route("/", handler)
    route = router.routes[0]
    assert isinstance(route, ScopedRoute)
    assert route.response_model is Item


def test_an_explicit_model_wins_and_none_is_an_opt_out() -> None:
    assert model_of(Response | Item, response_model=Other) is Other
    assert model_of(Response | Item, response_model=None) is None
    assert model_of(Item, response_model=None) is None


@pytest.mark.parametrize("annotation", [Item, list[Item], dict[str, Item], Item | None, str, None])
def test_what_fastapi_infers_is_inferred(annotation: Any) -> None:
    def handler() -> Any: ...

    handler.__annotations__["return"] = annotation
    native = APIRouter()
    native.add_api_route("/", handler)
    route = native.routes[0]
    assert isinstance(route, APIRoute)
    assert model_of(annotation) == route.response_model


async def test_a_response_or_a_model_is_sent() -> None:
    app = ScopedFastAPI()

    @app.get("/{kind}")
    async def handler(kind: str) -> Item | Response:
        return Response("text", 202) if kind == "response" else Item(name=kind)

    answer = await request(app, "/response")
    assert (answer.status, answer.body) == (202, b"text")
    assert (await request(app, "/model")).json() == {"name": "model"}
    schema = app.openapi()["paths"]["/{kind}"]["get"]["responses"]["200"]["content"]
    assert schema["application/json"]["schema"] == {"$ref": "#/components/schemas/Item"}


def has_no_body(answer: Answer, status: int) -> None:
    assert answer.status == status
    assert answer.body == b""
    assert answer.header("content-type") is None
    assert answer.header("content-length") in (None, "0")
    assert answer.header("transfer-encoding") is None


async def stream() -> AsyncIterator[bytes]:
    yield b"body"


RESPONSES: dict[str, Any] = {
    "value": lambda status: {"a": "body"},
    "nothing": lambda status: None,
    "json": lambda status: JSONResponse({"a": "body"}, status),
    "html": lambda status: HTMLResponse("<p>", status),
    "empty": lambda status: Response(status_code=status),
    "stream": lambda status: StreamingResponse(stream(), status),
}


@pytest.mark.parametrize("status", NO_BODY)
@pytest.mark.parametrize("kind", RESPONSES)
async def test_nothing_is_sent_with_a_status_without_a_body(
    scoped_app: ScopedFastAPI, status: int, kind: str
) -> None:
    @scoped_app.get("/", status_code=status)
    async def handler():  # type: ignore[no-untyped-def]
        return RESPONSES[kind](status)

    has_no_body(await request(scoped_app, "/"), status)


@pytest.mark.parametrize("status", NO_BODY)
async def test_nor_with_one_that_is_chosen_while_it_runs(
    scoped_app: ScopedFastAPI, status: int
) -> None:
    @scoped_app.get("/")
    async def handler(response: Response) -> Item:
        response.status_code = status
        response.headers["x-kept"] = "yes"
        return Item(name="body")

    answer = await request(scoped_app, "/")
    has_no_body(answer, status)
    assert answer.header("x-kept") == "yes"


async def test_the_rest_of_the_response_is_kept() -> None:
    app = ScopedFastAPI()
    done: list[str] = []

    @app.get("/")
    async def handler(background: BackgroundTasks) -> Response:
        response = StreamingResponse(stream(), 204, headers={"etag": "x"}, media_type="text/css")
        response.set_cookie("one", "1")
        response.set_cookie("two", "2")
        background.add_task(done.append, "background")
        return response

    answer = await request(app, "/")
    has_no_body(answer, 204)
    assert answer.header("etag") == "x"
    assert [key for key, _ in answer.headers].count("set-cookie") == 2
    assert done == ["background"]


async def test_the_dependency_is_sent_the_response_without_the_body() -> None:
    app = ScopedFastAPI()
    seen: list[Any] = []

    @response_scoped_dependency
    async def session() -> Any:
        response = yield
        seen.append((response.status_code, response.body, "content-type" in response.headers))

    @app.delete("/", status_code=204)
    async def handler(value: None = Depends(session)) -> None: ...

    has_no_body(await request(app, "/", method="DELETE"), 204)
    assert seen == [(204, b"", False)]


def register(status_code: Any, annotation: Any, **options: Any) -> None:
    def promising() -> Any: ...

    promising.__annotations__["return"] = annotation
    ScopedRouter().add_api_route(
        "/things", promising, methods=["PUT", "POST"], status_code=status_code, **options
    )


@pytest.mark.parametrize(
    "status_code", [*NO_BODY, HTTPStatus.NO_CONTENT, status.HTTP_204_NO_CONTENT]
)
@pytest.mark.parametrize(
    "annotation", [Item, list[Item], Item | None, Response | Item, Any, str, "Item"]
)
def test_a_promised_body_is_refused(status_code: int, annotation: Any) -> None:
    message = (
        rf"POST,PUT /things: status code {int(status_code)} must not .*'promising'"
        r" is annotated to return .*Return None"
    )
    with pytest.raises(NoBodyStatusError, match=message):
        register(status_code, annotation)


def test_a_promised_model_is_refused() -> None:
    with pytest.raises(NoBodyStatusError, match="has response_model="):
        register(204, None, response_model=Item)


def test_a_generator_is_refused() -> None:
    def streaming() -> Iterator[str]:
        yield "body"

    async def unannotated():  # type: ignore[no-untyped-def]
        yield "body"

    for endpoint in (streaming, unannotated):
        with pytest.raises(NoBodyStatusError, match="is a generator"):
            ScopedRouter().add_api_route("/", endpoint, status_code=204)


def test_fastapis_own_error_is_caught_alike() -> None:
    with pytest.raises(AssertionError):
        register(204, Item)


@pytest.mark.parametrize("annotation", [None, type(None), Response, JSONResponse, NoReturn])
def test_what_promises_no_body_is_accepted(annotation: Any) -> None:
    register(204, annotation)
    register(204, Response | None)
    register(204, Item, response_model=None)


@pytest.mark.parametrize("app_class", [FastAPI, ScopedFastAPI])
async def test_it_is_the_same_by_add_api_route_and_included(app_class: Any) -> None:
    router = ScopedRouter()
    inner = ScopedRouter()

    def delete():  # type: ignore[no-untyped-def]
        return {"a": "body"}

    def read() -> Response | Item:
        return Item(name="n")

    inner.add_api_route("/gone", delete, status_code=204)
    inner.add_api_route("/item", read)
    router.include_router(inner, prefix="/inner")
    app = app_class()
    app.include_router(router, prefix="/api")
    has_no_body(await request(app, "/api/inner/gone"), 204)
    assert (await request(app, "/api/inner/item")).json() == {"name": "n"}


SET_LATER: dict[str, Any] = {
    "value": lambda: {"a": "body"},
    "json": lambda: JSONResponse({"a": "body"}),
    "stream": lambda: StreamingResponse(stream()),
    "nothing": lambda: None,
}


@pytest.mark.parametrize("status", [204, 205, 304])
@pytest.mark.parametrize("kind", SET_LATER)
async def test_a_status_without_a_body_may_be_set_after_the_yield(
    scoped_app: ScopedFastAPI, status: int, kind: str
) -> None:
    @response_scoped_dependency
    async def not_modified() -> AsyncGenerator[None, Response]:
        response = yield
        response.status_code = status
        response.headers["etag"] = "x"

    @scoped_app.get("/", response_model=None)
    async def handler(value: None = Depends(not_modified)) -> Any:
        return SET_LATER[kind]()

    answer = await request(scoped_app, "/")
    has_no_body(answer, status)
    assert answer.header("etag") == "x"
