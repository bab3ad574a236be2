# A marker that a body makes, and gives to functions that build routes with it.
from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

from . import building


class Session:
    def names(self) -> list[str]:
        return ["Ada"]


def get_db() -> Session:
    return Session()


def make_app() -> FastAPI:
    session = Depends(get_db)
    app = FastAPI(dependencies=building.listed(session))
    assert building.dependency_of(session) is get_db
    assert building.value_of(session).names() == ["Ada"]
    router = APIRouter()
    building.add_routes(router, session)
    app.include_router(router)
    guard = Depends(get_db)
    secured = building.Secured(guard).router()
    building.add_routes(secured, session=guard)
    app.include_router(secured)
    return app


app = make_app()


def demonstrate(client: TestClient) -> None:
    assert client.get("/names").json() == ["Ada"]
    assert client.get("/secured/names").json() == ["Ada"]
