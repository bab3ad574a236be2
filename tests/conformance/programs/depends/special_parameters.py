# Parameters that FastAPI fills by their type, next to dependencies on the same types.
# fastapi: 0.129
from typing import Annotated, Any

from fastapi import BackgroundTasks, Depends, FastAPI, Request, Response, WebSocket
from fastapi.security import SecurityScopes
from fastapi.testclient import TestClient
from starlette.requests import HTTPConnection

app = FastAPI()


class MyRequest(Request):
    pass


def my_request(request: Request) -> MyRequest:
    return MyRequest(request.scope, request.receive)


def client_host(request: Request) -> str:
    return request.client.host if request.client else ""


def header(connection: HTTPConnection) -> str:
    return connection.headers.get("x-name", "")


def state(request: Request) -> Any:
    return request.app.state


def add_header(response: Response) -> Response:
    response.headers["x-added"] = "1"
    return response


def path_id(request: Request) -> int:
    return int(request.path_params["item_id"])


@app.get("/items/{item_id}")
def read(
    request: Request,
    response: Response,
    tasks: BackgroundTasks,
    scopes: SecurityScopes,
    mine: Annotated[MyRequest, Depends(my_request)],
    wider: Annotated[Request, Depends(my_request)],
    host: Annotated[str, Depends(client_host)],
    name: Annotated[str, Depends(header)],
    added: Annotated[Response, Depends(add_header)],
    item_id: Annotated[int, Depends(path_id)],
    anything: Annotated[dict[str, Any], Depends(state)],
) -> list[Any]:
    return [type(mine).__name__, type(wider).__name__, host, name, item_id]


@app.websocket("/ws")
async def chat(socket: WebSocket, name: Annotated[str, Depends(header)]) -> None:
    await socket.accept()
    await socket.send_text(name)
    await socket.close()


def demonstrate(client: TestClient) -> None:
    response = client.get("/items/3", headers={"x-name": "Ada"})
    assert response.json() == ["MyRequest", "MyRequest", "testclient", "Ada", 3]
    assert response.headers["x-added"] == "1"
    with client.websocket_connect("/ws", headers={"x-name": "Ada"}) as socket:
        assert socket.receive_text() == "Ada"
