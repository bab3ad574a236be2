"""`= Depends(f)` and `= Security(f)` have the type that `f` provides, whatever kind of callable it is."""

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Generator,
    Iterator,
    Sequence,
)
from contextlib import asynccontextmanager
from functools import partial
from typing import Annotated, Any

from fastapi import Request, params
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBasicCredentials, OAuth2PasswordBearer

from scoped_fastapi import Depends, ScopedRouter, Security


class Session: ...


class Cart: ...


class Pages:
    """An iterator that is a dependency itself."""

    def __iter__(self) -> "Pages":
        return self

    def __next__(self) -> int:
        return 1


class Instances:
    def __call__(self, tenant: str) -> Session:
        return Session()

    async def method(self, tenant: str) -> Session:
        return Session()


class Generators:
    async def __call__(self, tenant: str) -> AsyncIterator[Session]:
        yield Session()

    def method(self, tenant: str) -> Iterator[Session]:
        yield Session()


def function(tenant: str) -> Session:
    return Session()


async def coroutine(tenant: str) -> Session:
    return Session()


def generator(tenant: str) -> Generator[Session, None, None]:
    yield Session()


def iterator() -> Iterator[Session]:
    yield Session()


async def async_generator(tenant: str) -> AsyncGenerator[Session, None]:
    yield Session()


async def async_iterator() -> AsyncIterator[Session]:
    yield Session()


async def async_iterable() -> AsyncIterable[Session]:
    yield Session()


@asynccontextmanager
async def manager() -> AsyncGenerator[Session, None]:
    yield Session()


async def possibly_none() -> Session | None:
    return None


def numbers() -> list[int]:
    return [1]


def iterates() -> Iterator[int]:
    return iter([1])


def not_known(request: Request) -> Any:
    return request.state.session


def declared_awaitable() -> Callable[..., Awaitable[Session]]:
    return coroutine


def declared_in_every_way() -> Callable[
    ...,
    Session | Coroutine[Any, Any, Session] | AsyncGenerator[Session, None] | AsyncIterator[Session],
]:
    return async_generator


oauth2 = OAuth2PasswordBearer(tokenUrl="token")


async def right(
    a: Session = Depends(function),
    b: Session = Depends(coroutine),
    c: Session = Depends(generator),
    d: Session = Depends(iterator),
    e: Session = Depends(async_generator),
    f: Session = Depends(async_iterator),
    g: Session = Depends(async_iterable),
    h: Session = Depends(Session),
    i: Session = Depends(),
    j: Session = Depends(Instances()),
    k: Session = Depends(Instances().method),
    m: Session = Depends(Generators()),
    n: Session = Depends(Generators().method),
    o: Session = Depends(partial(function, "a")),
    p: Session = Depends(partial(coroutine, "a")),
    q: Session = Depends(lambda: Session()),
    r: Session = Depends(declared_awaitable()),
    s: Session = Depends(declared_in_every_way()),
    t: Session | None = Depends(possibly_none),
    u: Session | None = Depends(function),
    v: object = Depends(async_generator),
    w: Session = Depends(not_known),
    x: Any = Depends(function),
    y: Annotated[Session, Depends(function)] = Session(),
    of_items: list[int] = Depends(numbers),
    of_pages: Pages = Depends(Pages),
    of_iterator: Iterator[int] = Depends(iterates),
    token: str = Depends(oauth2),
    token_or_none: str | None = Depends(oauth2),
    credentials: HTTPBasicCredentials = Depends(HTTPBasic()),
    key: str = Security(APIKeyHeader(name="key"), scopes=["read"]),
    secured: Session = Security(async_generator, scopes=["write"], use_cache=False),
    scoped: Session = Depends(async_generator, scope="function", use_cache=False),
) -> None: ...


async def wrong(
    a: Cart = Depends(function),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    b: Cart = Depends(coroutine),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    c: Cart = Depends(generator),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    d: Cart = Depends(iterator),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    e: Cart = Depends(async_generator),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    f: Cart = Depends(async_iterator),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    g: Cart = Depends(async_iterable),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    h: Cart = Depends(Session),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    j: Cart = Depends(Instances()),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    k: Cart = Depends(Instances().method),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    m: Cart = Depends(Generators()),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    n: Cart = Depends(Generators().method),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    o: Cart = Depends(partial(function, "a")),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    p: Cart = Depends(partial(coroutine, "a")),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    q: Cart = Depends(lambda: Session()),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    r: Cart = Depends(declared_awaitable()),  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    s: Cart = Depends(declared_in_every_way()),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    t: Session = Depends(possibly_none),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    u: Session = Depends(manager),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    v: Session = Depends(function("a")),  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]  # ty: ignore[no-matching-overload]  # pyrefly: ignore[bad-argument-type, no-matching-overload]  # zuban: ignore[call-overload]
    of_items: list[str] = Depends(numbers),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    token: int = Depends(oauth2),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    secured: Cart = Security(async_generator, scopes=["write"]),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    scoped: Session = Depends(async_generator, scope="response"),  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]  # ty: ignore[no-matching-overload]  # pyrefly: ignore[bad-argument-type, no-matching-overload]  # zuban: ignore[call-overload]
) -> None: ...


ScopedRouter(dependencies=[Depends(function), Security(coroutine)]).add_api_route(
    "/", right, dependencies=[Depends(async_generator)]
)


def refuse() -> None: ...


async def around() -> AsyncIterator[None]:
    yield


def with_dependencies(dependencies: Sequence[params.Depends]) -> ScopedRouter:
    return ScopedRouter(dependencies=dependencies)


with_dependencies([Depends(refuse), Security(refuse), Depends(around)])


def asks_for_nothing(_: None = Depends(refuse), __: None = Depends(around)) -> None: ...
