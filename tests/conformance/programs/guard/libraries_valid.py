# As fastapi-users, fastapi-pagination, slowapi, authlib and others have it.
import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from inspect import Parameter, Signature
from typing import Annotated, Any, Generic, Optional, Protocol, TypeVar, cast

from fastapi import (
    APIRouter,
    Depends,
    FastAPI,
    HTTPException,
    Query,
    Request,
    Response,
    Security,
    status,
)
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.security import OAuth2PasswordBearer, SecurityScopes
from fastapi.security.base import SecurityBase
from fastapi.testclient import TestClient
from pydantic import BaseModel
from starlette.middleware.base import BaseHTTPMiddleware

T = TypeVar("T")
Dependency = Callable[
    ..., T | Coroutine[None, None, T] | AsyncGenerator[T, None] | AsyncIterator[T]
]


class User(BaseModel):
    id: int = 1
    active: bool = True
    scopes: list[str] = []


class Strategy(Protocol):
    async def read(self, token: str | None) -> User | None: ...


class JWT:
    def __init__(self, secret: str) -> None:
        self.secret = secret

    async def read(self, token: str | None) -> User | None:
        return User() if token == self.secret else None


def get_jwt() -> JWT:
    return JWT("secret")


class Backend:
    def __init__(self, name: str, scheme: SecurityBase, get_strategy: Dependency[JWT]) -> None:
        self.name = name
        self.scheme = scheme
        self.get_strategy = get_strategy

    async def login(self, strategy: JWT, user: User) -> Response:
        return JSONResponse({"token": strategy.secret})


class Authenticator:
    def __init__(self, backends: Sequence[Backend]) -> None:
        self.backends = backends

    def current_user(self, optional: bool = False, active: bool = False) -> Any:
        async def current_user_dependency(
            token: Annotated[str | None, Depends(self.backends[0].scheme)],
            strategy: Annotated[JWT, Depends(self.backends[0].get_strategy)],
        ) -> User | None:
            user = await strategy.read(token)
            if user is None and not optional:
                raise HTTPException(401)
            return user

        return current_user_dependency


backend = Backend("jwt", OAuth2PasswordBearer("auth/login", auto_error=False), get_jwt)
authenticator = Authenticator([backend])
current_active_user = authenticator.current_user(active=True)


def get_auth_router(backend: Backend) -> APIRouter:
    router = APIRouter()

    @router.post("/login", name=f"auth:{backend.name}.login")
    async def login(
        request: Request, strategy: Annotated[JWT, Depends(backend.get_strategy)]
    ) -> Response:
        return await backend.login(strategy, User())

    @router.post("/logout", name=f"auth:{backend.name}.logout", status_code=204)
    async def logout(user: Annotated[User, Depends(current_active_user)]) -> None: ...

    return router


async def get_scoped(
    scopes: SecurityScopes, user: Annotated[User, Depends(current_active_user)]
) -> User:
    for scope in scopes.scopes:
        if scope not in user.scopes:
            raise HTTPException(403)
    return user


class Params(BaseModel):
    page: int = 1
    size: int = 50


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int


def pagination_ctx(page: Any = None, params: Any = Params) -> Callable[..., AsyncIterator[Any]]:
    async def _page_ctx_dependency(_params: Annotated[Any, Depends(params)]) -> AsyncIterator[Any]:
        yield _params

    return _page_ctx_dependency


class Limiter:
    def limit(self, rate: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        def decorator(func: Callable[..., Any]) -> Callable[..., Any]:
            return func

        return decorator


limiter = Limiter()
Limited = Annotated[None, Depends(lambda: None)]


async def get_tenant(request: Request) -> str:
    return request.headers.get("x-tenant", "public")


class Cache:
    def __init__(self, expire: int) -> None:
        self.expire = expire

    async def __call__(self, request: Request, response: Response) -> None:
        response.headers["Cache-Control"] = f"max-age={self.expire}"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    yield {"pool": 1}


app = FastAPI(lifespan=lifespan)
app.state.limiter = limiter
app.include_router(get_auth_router(backend), prefix="/auth", tags=["auth"])


@app.get("/items", dependencies=[Depends(pagination_ctx(Page[User])), Depends(Cache(60))])
@limiter.limit("5/minute")
async def items(
    request: Request, user: Annotated[User, Depends(current_active_user)]
) -> Page[User]:
    return Page(items=[user], total=1)


@app.get("/scoped", dependencies=[Security(get_scoped, scopes=["a"])])
async def scoped() -> str:
    return "x"


@app.get("/login")
async def login(request: Request) -> Response:
    return RedirectResponse(request.url_for("callback"))


@app.get("/callback")
async def callback(request: Request) -> Any:
    return RedirectResponse(url="/")


@app.get("/tenant", dependencies=[Depends(get_tenant)])
async def tenant(_: Annotated[str, Depends(get_tenant)], request: Request) -> Any:
    return request.state.pool


async def not_found(request: Request, exc: Any) -> Response:
    return JSONResponse({"detail": "x"}, status_code=404)


app.add_exception_handler(404, not_found)


@app.middleware("http")
async def add_request_id(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    request.state.request_id = "x"
    response = await call_next(request)
    response.headers["X-Request-ID"] = request.state.request_id
    return response


def demonstrate(client: TestClient) -> None:
    assert client.get("/items").status_code == 401
    headers = {"authorization": "Bearer secret"}
    assert client.get("/items", headers=headers).headers["cache-control"] == "max-age=60"
    assert client.get("/scoped", headers=headers).status_code == 403
    assert client.get("/tenant").json() == 1
