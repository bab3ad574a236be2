"""Valid programs: no type checker reports anything, with the stubs or without them.

Types that only the stubs can tell are in `exact.py`.
"""

import functools
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Generator,
    Iterator,
    Sequence,
)
from http import HTTPStatus
from typing import IO, Annotated, Any, Generic, NoReturn, TextIO, TypeVar

from fastapi import (
    APIRouter,
    Depends,
    FastAPI,
    HTTPException,
    Request,
    Response,
    Security,
    WebSocket,
    params,
    status,
)
from fastapi.responses import JSONResponse, RedirectResponse, StreamingResponse
from fastapi.routing import APIRoute
from fastapi.security import (
    APIKeyHeader,
    HTTPAuthorizationCredentials,
    HTTPBasic,
    HTTPBasicCredentials,
    HTTPBearer,
    OAuth2PasswordBearer,
    OAuth2PasswordRequestForm,
)
from fastapi.types import DecoratedCallable
from pydantic import BaseModel

T = TypeVar("T")


class Item(BaseModel):
    id: int


class ItemOut(BaseModel):
    id: int


class Base: ...


class Session(Base):
    def add(self, row: object) -> None: ...


class Row:
    id: int = 1


# What is depended on.


async def async_iterator() -> AsyncIterator[Session]:
    yield Session()


async def async_generator() -> AsyncGenerator[Session, None]:
    yield Session()


def iterator() -> Iterator[Session]:
    yield Session()


def generator() -> Generator[Session, None, None]:
    yield Session()


async def coroutine() -> Session:
    return Session()


def function() -> Session:
    return Session()


def maybe() -> Session | None:
    return None


def anything() -> Any:
    return Session()


class Repository:
    def __init__(self, session: Session = Depends(async_iterator)) -> None:
        self.session = session


class Pages:
    """An iterator that is no generator."""

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        return 1


class Provider:
    async def __call__(self) -> Session:
        return Session()

    def method(self) -> Session:
        return Session()

    async def generator(self) -> AsyncIterator[Session]:
        yield Session()

    @classmethod
    def make(cls) -> "Provider":
        return cls()

    @staticmethod
    def static() -> Session:
        return Session()


class Box(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value

    def __call__(self) -> T:
        return self.value


def opened() -> TextIO:
    return open("log")


def made(size: int) -> Callable[[], Session]:
    return function


def made_coroutine(size: int) -> Callable[[], Coroutine[Any, Any, Session]]:
    return coroutine


def made_of_any_kind() -> Callable[
    ...,
    Session
    | Coroutine[None, None, Session]
    | AsyncGenerator[Session, None]
    | Generator[Session, None, None]
    | AsyncIterator[Session],
]:
    return coroutine


def with_a_signature(optional: bool = False) -> Any:
    async def user(*args: Any, **kwargs: Any) -> Session | None:
        return None if optional else Session()

    return functools.wraps(function)(user)


async def signed_with_token(*args: Any, **kwargs: Any) -> tuple[Session | None, str | None]:
    return Session(), "token"


async def signed_at_run_time(*args: Any, **kwargs: Any) -> Session | None:
    return Session()


oauth2 = OAuth2PasswordBearer(tokenUrl="token")
oauth2_optional = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)
flag = bool(oauth2.scheme_name)
oauth2_by_flag = OAuth2PasswordBearer(tokenUrl="token", auto_error=flag)
declared: OAuth2PasswordBearer = OAuth2PasswordBearer("token")
positional = OAuth2PasswordBearer("token", None, None, None, False)
bearer = HTTPBearer()
either = HTTPBearer() if flag else HTTPBearer(auto_error=False)


class Bearer(HTTPBearer):
    def __init__(self, auto_error: bool = True) -> None:
        super().__init__(auto_error=auto_error)

    async def __call__(self, request: Any) -> HTTPAuthorizationCredentials | None:
        credentials = await super().__call__(request)
        if credentials is None:
            raise HTTPException(403)
        return credentials


class Inheriting(OAuth2PasswordBearer): ...


app = FastAPI(dependencies=[Depends(async_iterator), Security(oauth2, scopes=["a"])])
router = APIRouter(dependencies=[Depends(function)], prefix="/x")
router.dependencies.append(Depends(maybe))


@router.get("/depends", dependencies=[Depends(oauth2)], response_model=Item)
async def depends(
    request: Request,
    a: Session = Depends(async_iterator),
    b: Session = Depends(async_generator),
    c: Session = Depends(iterator),
    d: Session = Depends(generator),
    e: Session = Depends(coroutine),
    f: Session = Depends(function),
    g: Session | None = Depends(maybe),
    h: Base = Depends(async_iterator),
    i: object = Depends(coroutine),
    j: Session = Depends(anything),
    k: Repository = Depends(),
    l: Repository = Depends(Repository),
    m: Pages = Depends(Pages),
    n: Session = Depends(Provider()),
    o: Session = Depends(Provider().method),
    p: Session = Depends(Provider().generator),
    q: Provider = Depends(Provider.make),
    r: Session = Depends(Provider.static),
    s: Session = Depends(Box(Session())),
    t: TextIO = Depends(opened),
    u: IO[str] = Depends(opened),
    v: Session = Depends(made(1)),
    w: Session = Depends(made_coroutine(1)),
    x: Session = Depends(made_of_any_kind()),
    y: Session = Depends(functools.partial(function)),
    z: Session = Depends(functools.partial(coroutine), use_cache=False, scope="function"),
    aa: Session = Depends(lambda: Session()),
    ab: Annotated[Session, Depends(async_iterator)] = Session(),
    ac: Annotated[Repository, Depends()] = Repository(),
    ad: Any = Depends(function),
    ae: Session = Depends(signed_at_run_time),
    af: Session | None = Depends(signed_at_run_time),
    ag: Session = Depends(with_a_signature()),
    ah: tuple[Session, str] = Depends(signed_with_token),
) -> Item:
    return Item(id=1)


@router.get("/security")
def security(
    a: str = Depends(oauth2),
    b: str | None = Depends(oauth2),
    c: str | None = Depends(oauth2_optional),
    d: str = Depends(oauth2_by_flag),
    e: str = Depends(declared),
    f: str | None = Depends(positional),
    g: HTTPAuthorizationCredentials = Depends(bearer),
    h: HTTPAuthorizationCredentials | None = Depends(either),
    i: HTTPAuthorizationCredentials = Depends(Bearer()),
    j: str = Depends(Inheriting("token")),
    k: HTTPBasicCredentials = Depends(HTTPBasic()),
    l: str = Security(APIKeyHeader(name="key"), scopes=["x"]),
    m: str | None = Security(APIKeyHeader(name="key", auto_error=False)),
    n: str = Depends(OAuth2PasswordBearer("token", auto_error=True)),
    o: OAuth2PasswordRequestForm = Depends(),
) -> None: ...


def given(
    f: Callable[..., Awaitable[Session]], g: Callable[..., Any], h: Any, i: HTTPBearer
) -> Callable[..., None]:
    def use(
        a: Session = Depends(f),
        b: Session = Depends(g),
        c: Session = Depends(h),
        d: HTTPAuthorizationCredentials = Depends(i),
    ) -> None: ...

    return use


def name_of(scheme: HTTPBearer | OAuth2PasswordBearer) -> str:
    return scheme.scheme_name


# Handlers.


@app.delete("/1", status_code=204)
async def returns_none() -> None: ...


@app.delete("/2", status_code=status.HTTP_204_NO_CONTENT)
def returns_a_response() -> Response:
    return Response(status_code=204)


@app.delete("/3", status_code=HTTPStatus.NO_CONTENT, response_class=Response)
def returns_any() -> Any: ...


@app.delete("/4", status_code=204)
def never_returns() -> NoReturn:
    raise HTTPException(404)


@app.delete("/6", status_code=204, response_model=None)
async def returns_a_response_or_none() -> JSONResponse | None:
    return None


@app.get("/7", status_code=200 if flag else 204)
def decided_at_import() -> Item:
    return Item(id=1)


options: dict[str, Any] = {}
any_status: Any = 204


@app.get("/8", **options)
def with_options() -> Item:
    return Item(id=1)


@app.get("/9", status_code=any_status)
def any_number() -> Item:
    return Item(id=1)


@app.get("/11", response_model=ItemOut, responses={404: {"description": "x"}}, tags=["a"])
def a_dict_for_a_model() -> dict[str, int]:
    return {"id": 1}


@app.get("/12", response_model=list[ItemOut])
def models_that_are_filtered() -> list[Item]:
    return []


@app.get("/13", response_model=ItemOut)
def a_row_for_a_model() -> Row:
    return Row()


@app.get("/14", response_model=Item | None, response_class=RedirectResponse)
def a_model_or_none() -> Item | None:
    return None


@app.get("/15")
@app.post("/15")
@router.api_route("/15", methods=["GET"])
def three_routes() -> StreamingResponse | Item:
    return Item(id=1)


def plain(x: int) -> Item:
    return Item(id=x)


kept: Callable[[int], Item] = app.get("/16")(plain)
app.add_api_route("/17", plain, dependencies=[Depends(function)], methods=["GET"])
router.add_api_route("/18", endpoint=Provider().method, status_code=204)
app.include_router(router, dependencies=[Depends(oauth2)])


@router.websocket("/ws", dependencies=[Depends(function)])
async def websocket(websocket: WebSocket, session: Session = Depends(async_iterator)) -> None: ...


app.dependency_overrides[async_iterator] = lambda: Session()
app.dependency_overrides[async_iterator] = function
app.dependency_overrides = {}


class OwnRouter(APIRouter):
    def get(
        self, path: str, *args: Any, **kwargs: Any
    ) -> Callable[[DecoratedCallable], DecoratedCallable]:
        return super().get(path, *args, **kwargs)

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **kwargs: Any) -> None:
        super().add_api_route(path, endpoint, **kwargs)


class OwnApp(FastAPI):
    def post(self, *args: Any, **kwargs: Any) -> Callable[[DecoratedCallable], DecoratedCallable]:
        return super().post(*args, **kwargs)


@OwnRouter().get("/")
def on_own_router() -> Item:
    return Item(id=1)


@OwnApp().post("/")
def on_own_app() -> Item:
    return Item(id=1)


for verb in (app.get, app.post):
    verb("/verb")(plain)

title: str = app.title
routes = [route for route in app.routes if isinstance(route, APIRoute)]
names: list[str] = [route.path for route in routes]
marker: params.Depends = params.Depends(function)
route_class: type[APIRoute] = router.route_class


def refuse() -> None: ...


async def refuse_later() -> None: ...


def around() -> Iterator[None]:
    yield


async def around_later() -> AsyncIterator[None]:
    yield


def with_dependencies(dependencies: Sequence[params.Depends]) -> APIRouter:
    return APIRouter(dependencies=dependencies)


with_dependencies([Depends(refuse), Security(refuse_later), Depends(around)])
always: list[params.Depends] = [Depends(refuse_later), Depends(around_later)]


@app.delete("/nothing")
def asks_for_nothing(
    _: None = Depends(refuse), __: None = Depends(around_later), ___: None = Depends(refuse_later)
) -> None: ...
