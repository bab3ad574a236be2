"""What the six type checkers must make of the runtime's types.

Every line below is right, but for those that are marked: an error is reported on each of them, and
nowhere else. `test_types.py` says how a mark is read.
"""

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
    assert_type(await Sessions().decorated("a"), Session)  # E by ty pyrefly zuban
    async with session.open("a", size=2) as value:
        assert_type(value, Session)
    await session(1)  # E
    await session()  # E
    await sync_session("a", "b")  # E
    await transaction(tenant=2)  # E
    session.open("a", length=2)  # E
    wrong: Cart = await session("a")  # E


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
    a: Cart = Depends(session),  # E
    b: Session = Depends(provides_cart),  # E
    c: Session = Depends(factory()),  # E
    d: int = Depends(oauth2),  # E
    e: Cart = Security(session, scopes=["write"]),  # E
    f: Session = Depends(session()),  # E
    g: Session = Depends(session, scope="response"),  # E
) -> None: ...


@router.delete("/{id}", status_code=204)
async def delete(id: int) -> None: ...


@app.post("/", status_code=205)
def reset() -> Response:
    return Response(status_code=205)


@router.put("/{id}", status_code=204)  # E
async def replace(id: int) -> Cart:
    return Cart()


def listed() -> None: ...


guarded = ScopedRouter(dependencies=[Depends(session), Security(session, scopes=["read"])])
guarded.get("/", dependencies=[Depends(provides_cart)])(listed)
guarded.include_router(ScopedRouter(), dependencies=[Depends(factory())])
ScopedFastAPI(dependencies=[Depends(session)]).include_router(guarded)


@router.get("/", respose_model=None)  # E not by ty
def misspelled() -> None: ...


class ReadsACart(Protocol):
    async def __call__(self, id: int) -> None: ...


exact: ReadsACart = delete
app.include_router(router, prefix="/api")
app.include_router(router, perfix="/api")  # E not by ty
routes: list[BaseRoute] = app.routes
assert_type(method_paths_from_routes(routes), set[str])
