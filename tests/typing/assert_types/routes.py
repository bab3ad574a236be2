"""What a handler may return under each verb, and what it is after it was decorated."""

from collections import deque
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Any, NoReturn, Protocol

from fastapi import Response, WebSocket
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from typing_extensions import TypedDict

from scoped_fastapi import Depends, ScopedFastAPI, ScopedRouter, status

app = ScopedFastAPI()
router = ScopedRouter()


class User(BaseModel):
    id: int


class Account(BaseModel):
    id: int
    secret: str


class Row:
    id = 1


@dataclass
class Record:
    id: int


class Entry(TypedDict):
    id: int


class Color(str, Enum):
    RED = "red"


# A status that forbids a body.


@router.delete("/nothing", status_code=204)
def nothing(id: int) -> None: ...


@router.delete("/never", status_code=status.HTTP_204_NO_CONTENT)
def never() -> NoReturn:
    raise ValueError


@app.delete("/response", status_code=HTTPStatus.NO_CONTENT)
async def response() -> Response:
    return Response(status_code=204)


@app.put("/response-or-nothing", status_code=status.HTTP_205_RESET_CONTENT)
async def response_or_nothing() -> Response | None:
    return None


known_at_run_time: Any = 200
unknown_options: dict[str, Any] = {"status_code": 200}


@app.get("/any-status", status_code=known_at_run_time)
def any_status() -> dict[str, int]:
    return {}


@router.get("/any-options", **unknown_options)
async def any_options() -> dict[str, int]:
    return {}


@router.api_route("/any-route", methods=["GET"], status_code=known_at_run_time)
def any_route() -> list[int]:
    return []


@app.get("/on-purpose", status_code=204, response_model=None)
def on_purpose() -> dict[str, int]:
    return {}


@app.get("/with-a-body", status_code=status.HTTP_201_CREATED)
def with_a_body() -> dict[str, int]:
    return {}


@router.get("/value", status_code=204)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
def value() -> User:
    return User(id=1)


@router.put("/value", status_code=HTTPStatus.NOT_MODIFIED)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
async def value_of_enum() -> dict[str, int]:
    return {}


@router.post("/value", status_code=status.HTTP_204_NO_CONTENT)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
async def value_of_constant() -> str:
    return "a"


@app.delete("/value", status_code=status.HTTP_205_RESET_CONTENT)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
def value_or_none() -> User | None:
    return None


@app.patch("/value", status_code=status.HTTP_304_NOT_MODIFIED)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
async def generates() -> AsyncIterator[int]:
    yield 1


# A response model that is a container, a mapping or a plain value.


@router.get("/a", response_model=list[User])
def accounts() -> list[Account]:
    return []


@router.get("/b", response_model=list[User])
async def rows() -> Sequence[Row]:
    return []


@router.get("/c", response_model=set[int])
def ints() -> Iterable[int]:
    return (1, 2)


@router.get("/d", response_model=deque[User])
async def any_value() -> Any:
    return []


@router.get("/e", response_model=list[User])
def response_or_items() -> Response | list[User]:
    return []


@router.get("/f", response_model=list[User] | None)
def items_or_none() -> list[User] | None:
    return None


@router.get("/g", response_model=dict[str, User])
def mapping() -> Mapping[str, Row]:
    return {}


@router.get("/h", response_model=Entry)
def entry() -> dict[str, int]:
    return {"id": 1}


@router.get("/i", response_model=str)
async def color() -> Color:
    return Color.RED


@router.get("/j", response_model=Any)
def of_any() -> Row:
    return Row()


@router.get("/k", response_model=list[User])  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
def object_for_items() -> Row:
    return Row()


@router.post("/l", response_model=list[User])  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
async def none_for_items() -> list[User] | None:
    return None


@router.put("/m", response_model=dict[str, User])  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
def items_for_mapping() -> list[User]:
    return []


@router.patch("/n", response_model=Entry)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
async def object_for_entry() -> User:
    return User(id=1)


@app.api_route("/o", response_model=str, methods=["GET"])  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
async def object_for_text() -> User:
    return User(id=1)


# A response model that is read from attributes: any class may have them.


@router.get("/p", response_model=User)
def filtered() -> Account:
    return Account(id=1, secret="a")


@router.get("/q", response_model=User)
async def row() -> Row:
    return Row()


@router.get("/r", response_model=User | None)
async def record_or_none() -> Record | None:
    return None


@router.get("/s", response_model=User)
def mapping_for_model() -> dict[str, Any]:
    return {"id": 1}


@router.get("/t", response_model=User)
def response_for_model() -> JSONResponse:
    return JSONResponse({})


@router.get("/u", response_model=User)
async def one_of_two() -> Row | Record:
    return Row()


# Options.


@router.get("/v", tags=["a"], summary="b", deprecated=True, responses={404: {"model": User}})
def options() -> User:
    return User(id=1)


@router.get("/w", respose_model=User)  # type: ignore[call-overload, untyped-decorator]  # pyright: ignore[reportCallIssue, reportUntypedFunctionDecorator]  # ty: ignore[no-matching-overload]  # pyrefly: ignore[no-matching-overload]  # zuban: ignore[call-overload]
def misspelled() -> User:
    return User(id=1)


@app.delete("/x", status_code=204, tag=["a"])  # type: ignore[call-overload, untyped-decorator]  # pyright: ignore[reportCallIssue, reportUntypedFunctionDecorator]  # ty: ignore[no-matching-overload]  # pyrefly: ignore[no-matching-overload]  # zuban: ignore[call-overload]
def misspelled_of_no_body() -> None: ...


@app.post("/y", tags="a")  # type: ignore[call-overload, untyped-decorator]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[no-matching-overload]  # zuban: ignore[call-overload]
def of_another_type() -> User:
    return User(id=1)


# Every decorator gives the handler back as it was.


class Handler(Protocol):
    async def __call__(self, id: int, *, name: str = "") -> User: ...


@router.head("/z")
@router.trace("/z", status_code=201)
@app.options("/z", response_model=User)
@app.api_route("/z", methods=["GET"], dependencies=[Depends(options)])
async def handler(id: int, *, name: str = "") -> User:
    return User(id=id)


@router.get("/items", response_model=list[User])
async def items(id: int, *, name: str = "") -> list[User]:
    return []


@app.websocket("/socket", dependencies=[Depends(options)])
async def socket(websocket: WebSocket, room: str) -> None: ...


exact: Handler = handler


async def called(websocket: WebSocket) -> None:
    _found: User = await handler(1, name="a")
    _listed: list[User] = await items(1, name="a")
    await socket(websocket, room="a")
    _none: None = nothing(id=1)
    await handler("a")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-argument-type]  # zuban: ignore[arg-type]
    await items(1, "a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # ty: ignore[too-many-positional-arguments]  # pyrefly: ignore[bad-argument-count]  # zuban: ignore[call-arg]
    await socket(websocket)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # ty: ignore[missing-argument]  # pyrefly: ignore[missing-argument]  # zuban: ignore[call-arg]
    nothing(ident=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # ty: ignore[missing-argument, unknown-argument]  # pyrefly: ignore[missing-argument, unexpected-keyword]  # zuban: ignore[call-arg]
