# outcome: silent
# As dishka, svcs, punq, dependency-injector, class-based views and others have it.
import functools
import inspect
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Annotated, Any, Generic, TypeVar, get_type_hints

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response, WebSocket
from fastapi.testclient import TestClient
from pydantic import BaseModel, ValidationError
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

T = TypeVar("T")
logger = logging.getLogger(__name__)
request_id: ContextVar[str] = ContextVar("request_id", default="")


class Container:
    def __init__(self) -> None:
        self._made: dict[type[Any], Callable[[], Any]] = {}

    def register(self, cls: type[T], factory: Callable[[], T]) -> None:
        self._made[cls] = factory

    def resolve(self, cls: type[T]) -> T:
        made: T = self._made[cls]()
        return made


class Service:
    def __init__(self, name: str) -> None:
        self.name = name


container = Container()
container.register(Service, lambda: Service("x"))


class FromDishka:
    def __class_getitem__(cls, item: Any) -> Any:
        return Annotated[item, Depends(lambda: container.resolve(item))]


def Inject(cls: type[T]) -> Any:
    return Depends(functools.partial(container.resolve, cls))


def provide(cls: type[T]) -> Callable[[], T]:
    def _provide() -> T:
        return container.resolve(cls)

    return _provide


ServiceDep = Annotated[Service, Depends(provide(Service))]


class Uow:
    def __init__(self, factory: sessionmaker[Session]) -> None:
        self.factory = factory
        self.session: Session | None = None

    def __enter__(self) -> "Uow":
        self.session = self.factory()
        return self

    def __exit__(self, *args: Any) -> None:
        if self.session is not None:
            self.session.close()


SessionLocal = sessionmaker(create_engine("sqlite://"), expire_on_commit=False)


def get_uow() -> Iterator[Uow]:
    with Uow(SessionLocal) as uow:
        yield uow


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@contextmanager
def session_scope() -> Iterator[Session]:
    yield from get_db()


get_db_context = contextmanager(get_db)


async def get_locked() -> AsyncIterator[str]:
    try:
        yield "x"
    except ValidationError as error:
        raise HTTPException(422) from error
    except Exception:
        logger.exception("failed")
        raise


class Base:
    db: Session = Depends(get_db)


def cbv(router: APIRouter) -> Callable[[type[T]], type[T]]:
    def decorator(cls: type[T]) -> type[T]:
        return cls

    return decorator


router = APIRouter()


@cbv(router)
class Items(Base):
    service: Service = Depends(provide(Service))

    @router.get("/cbv-not-registered", include_in_schema=False)
    @staticmethod
    def index() -> str:
        return "x"


def inject(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        return await result if inspect.isawaitable(result) else result

    return wrapper


async def trace(request: Request) -> AsyncIterator[None]:
    token = request_id.set(request.headers.get("x-request-id", ""))
    try:
        yield
    finally:
        try:
            request_id.reset(token)
        except ValueError:
            pass


app = FastAPI(dependencies=[Depends(trace)])


@app.get("/0")
@inject
async def r0(service: ServiceDep) -> str:
    return service.name


@app.get("/1")
def r1(service: Service = Inject(Service)) -> str:
    return service.name


@app.get("/2")
def r2(uow: Annotated[Uow, Depends(get_uow)], _locked: Annotated[str, Depends(get_locked)]) -> str:
    assert uow.session is not None
    return "x"


@app.get("/3")
async def r3(db: Annotated[Session, Depends(get_db)]) -> str:
    return request_id.get()


@app.get("/4")
def r4() -> str:
    with session_scope() as session, get_db_context() as other:
        return type(session).__name__ + type(other).__name__


app.include_router(router)


def run_script() -> None:
    db = next(get_db())  # E[fastapi-teardown]
    db.close()


def demonstrate(client: TestClient) -> None:
    for n in range(5):
        assert client.get(f"/{n}").status_code == 200, n
