# Websocket handlers and mounted applications have no status.
from fastapi import FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
mounted = FastAPI()


@app.websocket("/ws")
async def chat(socket: WebSocket) -> int:
    await socket.accept()
    await socket.send_json({"status_code": 204})
    await socket.close()
    return 204


@mounted.delete("/items", status_code=204)
def delete_items() -> None:
    return None


app.mount("/mounted", mounted)


def demonstrate(client: TestClient) -> None:
    with client.websocket_connect("/ws") as socket:
        assert socket.receive_json() == {"status_code": 204}
    assert client.delete("/mounted/items").status_code == 204
