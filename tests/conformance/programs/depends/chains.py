# Dependencies of dependencies, five deep, and one that several ask for.
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient


class Settings:
    url = "memory"


class Engine:
    def __init__(self, settings: Annotated[Settings, Depends()]) -> None:
        self.settings = settings


class Session:
    def __init__(self, engine: Engine = Depends()) -> None:
        self.engine = engine


class Repository:
    def __init__(
        self, session: Annotated[Session, Depends()], engine: Annotated[Engine, Depends()]
    ) -> None:
        self.session = session
        self.same = session.engine is engine


class Service:
    def __init__(self, repository: Annotated[Repository, Depends(Repository)]) -> None:
        self.repository = repository


async def get_service(service: Annotated[Service, Depends()]) -> Service:
    return service


router = APIRouter()


@router.get("/")
async def read(service: Annotated[Service, Depends(get_service)]) -> list[object]:
    return [service.repository.session.engine.settings.url, service.repository.same]


app = FastAPI()
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["memory", True]
