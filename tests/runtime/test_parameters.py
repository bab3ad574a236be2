"""Promise 3: the dependency's own parameters are resolved as FastAPI would."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any

import pytest
from asgi_client import request
from fastapi import Body, Depends, FastAPI, Header, Path, Query, Request, Response, Security
from fastapi.requests import HTTPConnection
from fastapi.security import SecurityScopes
from pydantic import BaseModel

from scoped_fastapi import response_scoped_dependency

pytestmark = pytest.mark.anyio


class Filters(BaseModel):
    color: str


async def doubled(number: int = 2) -> int:
    return number * 2


@response_scoped_dependency
async def base(item: Annotated[int, Path()]) -> AsyncGenerator[str, Response]:
    yield f"base {item}"


@response_scoped_dependency
async def everything(
    req: Request,
    connection: HTTPConnection,
    request: Annotated[str, Query()],
    item: int,
    below: Annotated[str, Depends(base)],
    twice: Annotated[int, Depends(doubled)],
    accept: Annotated[str, Header()] = "",
) -> AsyncGenerator[list[Any], Response]:
    yield [req.method, connection.url.path, request, item, below, twice, accept]


async def test_each_kind_of_parameter(app: FastAPI) -> None:
    @app.get("/{item}")
    async def handler(item: int, values: Annotated[list[Any], Depends(everything)]) -> Any:
        return values

    answer = await request(app, "/5?request=r&number=4", headers=[("accept", "text/x")])
    assert answer.json() == ["GET", "/5", "r", 5, "base 5", 8, "text/x"]


async def test_openapi_shows_them(app: FastAPI) -> None:
    @app.get("/{item}")
    async def handler(item: int, values: Annotated[list[Any], Depends(everything)]) -> Any:
        return values

    parameters = app.openapi()["paths"]["/{item}"]["get"]["parameters"]
    assert sorted((parameter["in"], parameter["name"]) for parameter in parameters) == [
        ("header", "accept"),
        ("path", "item"),
        ("query", "number"),
        ("query", "request"),
    ]


async def test_an_invalid_one_is_a_422_and_opens_nothing_twice(
    app: FastAPI, events: list[Any]
) -> None:
    @response_scoped_dependency
    async def first() -> AsyncGenerator[None, Response]:
        events.append("first opens")
        yield
        events.append("first closes")

    @response_scoped_dependency
    async def second(number: int) -> AsyncGenerator[int, Response]:
        events.append("second opens")
        yield number

    @app.get("/")
    async def handler(
        own: int,
        a: Annotated[None, Depends(first)],
        b: Annotated[int, Depends(second)],
    ) -> None:
        events.append("handler")

    answer = await request(app, "/?number=x")
    assert answer.status == 422
    places = [tuple(error["loc"]) for error in answer.json()["detail"]]
    assert places == [("query", "number"), ("query", "own")]
    # As with FastAPI's own: what has its parameters is opened, what has not is not.
    assert events == ["first opens"]


async def test_a_missing_one_of_a_shared_dependency_is_told_as_fastapi_tells_it(
    app: FastAPI,
) -> None:
    @response_scoped_dependency
    async def session(tenant: str) -> AsyncGenerator[str, Response]:
        yield tenant

    async def user(session: Annotated[str, Depends(session)]) -> str:
        return session

    @app.get("/")
    async def handler(
        session: Annotated[str, Depends(session)], user: Annotated[str, Depends(user)]
    ) -> list[str]:
        return [session, user]

    assert (await request(app, "/?tenant=t")).json() == ["t", "t"]
    detail = (await request(app, "/")).json()["detail"]
    assert {tuple(error["loc"]) for error in detail} == {("query", "tenant")}


async def test_security_scopes(app: FastAPI) -> None:
    @response_scoped_dependency
    async def scopes(
        security_scopes: SecurityScopes,
    ) -> AsyncGenerator[list[str], Response]:
        yield security_scopes.scopes

    async def between(inner: Annotated[list[str], Security(scopes, scopes=["inner"])]) -> list[str]:
        return inner

    @app.get("/")
    async def handler(
        value: Annotated[list[str], Security(between, scopes=["outer"])],
    ) -> list[str]:
        return value

    assert (await request(app, "/")).json() == ["outer", "inner"]


async def test_keyword_arguments_are_what_they_are_to_fastapi(app: FastAPI) -> None:
    async def native(**options: Any) -> AsyncGenerator[Any, None]:
        yield options

    @app.get("/native")
    async def handler_of_native(value: Annotated[Any, Depends(native)]) -> Any:
        return value

    @app.get("/ours")
    async def handler(value: Annotated[Any, Depends(response_scoped_dependency(native))]) -> Any:
        return value

    theirs = await request(app, "/native?options=1")
    ours = await request(app, "/ours?options=1")
    assert (ours.status, ours.body) == (theirs.status, theirs.body)
    assert ours.status == 200


async def test_a_body_and_a_response_parameter(app: FastAPI) -> None:
    @response_scoped_dependency
    async def from_body(
        name: Annotated[str, Body(embed=True)], sub_response: Response
    ) -> AsyncGenerator[str, Response]:
        sub_response.headers["x-name"] = name
        yield name

    @app.post("/")
    async def handler(value: Annotated[str, Depends(from_body)]) -> str:
        return value

    headers = [("content-type", "application/json")]
    answer = await request(app, "/", method="POST", body=b'{"name": "n"}', headers=headers)
    assert (answer.json(), answer.header("x-name")) == ("n", "n")


async def test_the_body_is_read_before_anything_opens(app: FastAPI, events: list[Any]) -> None:
    @response_scoped_dependency
    async def session(tenant: str) -> AsyncGenerator[str, Response]:
        events.append("opens")
        yield tenant
        events.append("closes")

    @app.post("/")
    def handler(filters: Filters, value: Annotated[str, Depends(session)]) -> str:
        return f"{value} {filters.color}"

    headers = [("content-type", "application/json")]

    async def post(path: str, body: bytes) -> Any:
        return await request(app, path, method="POST", body=body, headers=headers)

    broken = await post("/?tenant=t", b"{")
    assert (broken.status, events) == (422, [])
    missing = await post("/", b"{}")
    assert [error["loc"] for error in missing.json()["detail"]] == [
        ["query", "tenant"],
        ["body", "color"],
    ]
    assert events == []
    answer = await post("/?tenant=t", b'{"color": "red"}')
    assert (answer.json(), events) == ("t red", ["opens", "closes"])
