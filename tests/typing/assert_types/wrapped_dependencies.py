"""What `response_scoped_dependency` makes of every callable, and the routers that use it."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from types import TracebackType
from typing import Annotated, Any, Protocol

from fastapi import Request, Response
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBasicCredentials, OAuth2PasswordBearer
from starlette.routing import BaseRoute
from typing_extensions import assert_type

from scoped_fastapi import (
    Depends,
    ScopedFastAPI,
    ScopedRouter,
    Security,
    method_paths_from_routes,
    response_scoped_dependency,
)


class Session:
    def add(self, row: str) -> None: ...


class Cart: ...


@response_scoped_dependency
async def session(tenant: str, size: int = 1) -> AsyncGenerator[Session, Response]:
    response = yield Session()
    assert_type(response.status_code, int)


@response_scoped_dependency
async def ignoring(tenant: str) -> AsyncIterator[Session]:
    yield Session()


@response_scoped_dependency
def sync_session(tenant: str) -> Generator[Session, Response, None]:
    yield Session()


@response_scoped_dependency
def iterator(tenant: str) -> Iterator[Session]:
    yield Session()


@response_scoped_dependency
@asynccontextmanager
async def async_manager(tenant: str) -> AsyncGenerator[Session, None]:
    yield Session()


@response_scoped_dependency
@contextmanager
def manager(tenant: str) -> Generator[Session, None, None]:
    yield Session()


@response_scoped_dependency
async def coroutine(tenant: str) -> Session:
    return Session()


@response_scoped_dependency
def function(tenant: str) -> Session:
    return Session()


class Transaction:
    def __init__(self, tenant: str) -> None: ...

    async def __aenter__(self) -> Session:
        return Session()

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...


class Sessions:
    async def __call__(self, tenant: str) -> AsyncGenerator[Session, Response]:
        yield Session()

    async def method(self, tenant: str) -> AsyncGenerator[Session, Response]:
        yield Session()

    @response_scoped_dependency
    async def decorated(self, tenant: str) -> AsyncGenerator[Session, Response]:
        yield Session()


transaction = response_scoped_dependency(Transaction)
instance = response_scoped_dependency(Sessions())
bound = response_scoped_dependency(Sessions().method)
again = response_scoped_dependency(session)


async def called_by_hand() -> None:
    assert_type(await session("a", size=2), Session)
    assert_type(await ignoring("a"), Session)
    assert_type(await sync_session("a"), Session)
    assert_type(await iterator("a"), Session)
    assert_type(await async_manager("a"), Session)
    assert_type(await manager("a"), Session)
    assert_type(await coroutine("a"), Session)
    assert_type(await function("a"), Session)
    assert_type(await transaction("a"), Session)
    assert_type(await instance("a"), Session)
    assert_type(await bound("a"), Session)
    assert_type(await again("a", 3), Session)
    assert_type(await Sessions().decorated("a"), Session)  # ty: ignore[invalid-attribute-access, type-assertion-failure]  # pyrefly: ignore[assert-type, no-matching-overload]  # zuban: ignore[arg-type, call-arg]
    async with session.open("a", size=2) as value:
        assert_type(value, Session)
    with sync_session.open_sync("a") as sync_value:
        assert_type(sync_value, Session)
    await session(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-argument-type]  # zuban: ignore[arg-type]
    await session()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # ty: ignore[missing-argument]  # pyrefly: ignore[missing-argument]  # zuban: ignore[call-arg]
    await sync_session("a", "b")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # ty: ignore[too-many-positional-arguments]  # pyrefly: ignore[bad-argument-count]  # zuban: ignore[call-arg]
    await transaction(tenant=2)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-argument-type]  # zuban: ignore[arg-type]
    session.open("a", length=2)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # ty: ignore[unknown-argument]  # pyrefly: ignore[unexpected-keyword]  # zuban: ignore[call-arg]
    _wrong: Cart = await session("a")  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]  # ty: ignore[invalid-assignment]  # pyrefly: ignore[bad-assignment]  # zuban: ignore[assignment]


async def provides_cart() -> AsyncGenerator[Cart, None]:
    yield Cart()


def factory() -> Callable[
    ...,
    Cart | Coroutine[Any, Any, Cart] | AsyncGenerator[Cart, None] | AsyncIterator[Cart],
]:
    return provides_cart


oauth2 = OAuth2PasswordBearer(tokenUrl="token")
app = ScopedFastAPI(title="typed", dependency_scope="function")
router = ScopedRouter(prefix="/carts", dependency_scope="request")


@router.get("/{id}", response_model=None, tags=["carts"])
async def read(
    id: int,
    request: Request,
    a: Session = Depends(session),
    b: Session | None = Depends(sync_session),
    c: Cart = Depends(provides_cart),
    d: Cart = Depends(factory()),
    e: Cart = Depends(Cart),
    f: Cart = Depends(),
    g: str = Depends(oauth2),
    h: str | None = Depends(oauth2),
    i: HTTPBasicCredentials = Depends(HTTPBasic()),
    j: str = Security(APIKeyHeader(name="key"), scopes=["read"]),
    k: Session = Security(session, scopes=["write"]),
    last: Annotated[Session, Depends(session)] = Session(),
    m: Cart = Depends(partial(provides_cart), use_cache=False, scope="function"),
) -> list[str]:
    return []


async def wrong(
    a: Cart = Depends(session),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    b: Session = Depends(provides_cart),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    c: Session = Depends(factory()),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    d: int = Depends(oauth2),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    e: Cart = Security(session, scopes=["write"]),  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]  # ty: ignore[invalid-parameter-default]  # pyrefly: ignore[bad-function-definition]  # zuban: ignore[arg-type]
    f: Session = Depends(session()),  # type: ignore[call-arg, call-overload]  # pyright: ignore[reportCallIssue, reportUnknownArgumentType]  # ty: ignore[missing-argument, no-matching-overload]  # pyrefly: ignore[bad-argument-type, missing-argument, no-matching-overload]  # zuban: ignore[call-arg, call-overload]
    g: Session = Depends(session, scope="response"),  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType]  # ty: ignore[no-matching-overload]  # pyrefly: ignore[bad-argument-type, no-matching-overload]  # zuban: ignore[call-overload]
) -> None: ...


@router.delete("/{id}", status_code=204)
async def delete(id: int) -> None: ...


@app.post("/", status_code=205)
def reset() -> Response:
    return Response(status_code=205)


@router.put("/{id}", status_code=204)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportUntypedFunctionDecorator]  # ty: ignore[invalid-argument-type]  # pyrefly: ignore[bad-specialization]  # zuban: ignore[type-var]
async def replace(id: int) -> Cart:
    return Cart()


def listed() -> None: ...


guarded = ScopedRouter(dependencies=[Depends(session), Security(session, scopes=["read"])])
guarded.get("/", dependencies=[Depends(provides_cart)])(listed)
guarded.include_router(ScopedRouter(), dependencies=[Depends(factory())])
ScopedFastAPI(dependencies=[Depends(session)]).include_router(guarded)


@router.get("/", respose_model=None)  # type: ignore[call-overload, untyped-decorator]  # pyright: ignore[reportCallIssue, reportUntypedFunctionDecorator]  # ty: ignore[no-matching-overload]  # pyrefly: ignore[no-matching-overload]  # zuban: ignore[call-overload]
def misspelled() -> None: ...


class ReadsACart(Protocol):
    async def __call__(self, id: int) -> None: ...


exact: ReadsACart = delete
app.include_router(router, prefix="/api")
app.include_router(router, perfix="/api")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # ty: ignore[unknown-argument]  # pyrefly: ignore[unexpected-keyword]  # zuban: ignore[call-arg]
routes: list[BaseRoute] = app.routes
assert_type(method_paths_from_routes(routes), set[str])
