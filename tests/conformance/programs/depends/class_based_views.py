# Views in classes: attributes that a decorator of the application's own turns into parameters.
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
C = TypeVar("C", bound=type[Any])


class Session:
    name = "session"


def get_session() -> Session:
    return Session()


def view(on: APIRouter) -> Callable[[C], C]:
    def decorate(cls: C) -> C:
        def create(session: Session = Depends(get_session)) -> Any:
            instance = cls()
            instance.session = session
            return instance

        def make(name: str) -> Callable[..., Any]:
            def endpoint(self: Any = Depends(create)) -> Any:
                return getattr(self, name)()

            return endpoint

        for name, _ in inspect.getmembers(cls, inspect.isfunction):
            if not name.startswith("_"):
                on.add_api_route(f"/{name}", make(name))
        return cls

    return decorate


@view(router)
class Items:
    session: Session = Depends(get_session)

    def items(self) -> str:
        return self.session.name


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/items").json() == "session"
