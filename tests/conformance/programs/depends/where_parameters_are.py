# Dependencies of dependencies, methods, classes, dataclasses, nested functions, websockets.
# outcome: silent
# fastapi: 0.122
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, WebSocket
from fastapi.testclient import TestClient


def get_id() -> int:
    return 3


def get_name(id: str = Depends(get_id)) -> str:  # E[fastapi-depends]
    return type(id).__name__


class Service:
    def __init__(self, name: Annotated[list[str], Depends(get_name)]) -> None:  # E[fastapi-depends]
        self.name = name

    async def __call__(self, id: str = Depends(get_id)) -> "Service":  # E[fastapi-depends]
        return self

    def method(self, id: Annotated[str, Depends(get_id)]) -> str:  # E[fastapi-depends]
        return type(id).__name__

    @classmethod
    def of(cls, id: str = Depends(get_id)) -> str:  # E[fastapi-depends]
        return type(id).__name__

    @staticmethod
    def static(id: str = Depends(get_id)) -> str:  # E[fastapi-depends]
        return type(id).__name__


@dataclass
class Parameters:
    page: int
    name: str = Depends(get_id)  # E[fastapi-depends]
    id: int = Depends(get_id)


@dataclass
class AnnotatedParameters:
    name: Annotated[str, Depends(get_id)]  # E[fastapi-depends]
    id: Annotated[int, Depends(get_id)]


def create_app() -> FastAPI:
    application = FastAPI()
    router = APIRouter()
    service = Service([])

    def get_local(id: str = Depends(get_id)) -> str:  # E[fastapi-depends]
        return type(id).__name__

    @application.get("/")
    def read(
        local: Annotated[str, Depends(get_local)],
        parameters: Annotated[Parameters, Depends()],
        more: Annotated[AnnotatedParameters, Depends(AnnotatedParameters)],
        service: Annotated[Service, Depends(Service)],
        called: Annotated[Service, Depends(service)],
        method: Annotated[str, Depends(service.method)],
        of: Annotated[str, Depends(Service.of)],
        static: Annotated[str, Depends(Service.static)],
    ) -> list[str]:
        values = [parameters.name, parameters.id, more.name, more.id, service.name]
        return [local, method, of, static, *(type(value).__name__ for value in values)]

    @application.websocket("/ws")
    async def chat(socket: WebSocket, id: str = Depends(get_id)) -> None:  # E[fastapi-depends]
        await socket.accept()
        await socket.send_text(type(id).__name__)
        await socket.close()

    @router.websocket("/annotated")
    async def chat_annotated(
        socket: WebSocket,
        id: Annotated[str, Depends(get_id)],  # E[fastapi-depends]
    ) -> None:
        await socket.accept()
        await socket.close()

    async def chat_added(
        socket: WebSocket,
        id: Annotated[str, Depends(get_id)],  # E[fastapi-depends]
    ) -> None:
        await socket.accept()
        await socket.close()

    application.add_api_websocket_route("/added", chat_added)
    application.include_router(router)
    return application


app = create_app()


def demonstrate(client: TestClient) -> None:
    strings = ["int"] * 4
    assert client.get("/?page=1").json() == [*strings, "int", "int", "int", "int", "str"]
    with client.websocket_connect("/ws") as socket:
        assert socket.receive_text() == "int"
