# A websocket encodes what it sends with json.dumps.
# outcome: silent
from datetime import datetime
from uuid import uuid4

from fastapi import FastAPI, WebSocket
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Message(BaseModel):
    text: str = "a"


@app.websocket("/model")
async def talk(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_json(Message())  # E[fastapi-content]


@app.websocket("/display")
async def display(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_json(
        {
            "id": uuid4(),  # E[fastapi-content]
            "at": datetime.now(),  # E[fastapi-content]
            "messages": [Message()],  # E[fastapi-content]
        },
        mode="text",
    )


def demonstrate(client: TestClient) -> None:
    for path in ("/model", "/display"):
        try:
            with client.websocket_connect(path) as websocket:
                websocket.receive_json()
        except TypeError as error:
            assert "is not JSON serializable" in str(error)
        else:
            raise AssertionError(path)
