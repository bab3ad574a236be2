# Paths that do not begin with a slash.
# outcome: silent
from fastapi import APIRouter, FastAPI, WebSocket
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
prefixed = APIRouter(prefix="/api")
PATH = "constant"


@app.get("items")  # E[fastapi-path]
def on_app() -> str:
    return "items"


@app.post(path="items")  # E[fastapi-path]
def by_keyword() -> str:
    return "items"


@app.get(PATH)  # E[fastapi-path]
def constant() -> str:
    return "constant"


@router.get("users")  # E[fastapi-path]
def on_router() -> str:
    return "users"


@prefixed.get("users")  # E[fastapi-path]
def on_router_with_prefix() -> str:
    return "users"


app.add_api_route("added", on_app)  # E[fastapi-path]


@app.websocket("socket")  # E[fastapi-path]
async def socket(websocket: WebSocket) -> None:
    await websocket.accept()


app.include_router(router)
app.include_router(prefixed)


def demonstrate(client: TestClient) -> None:
    for path in ("/items", "/constant", "/users", "/api/users", "/added"):
        assert client.get(path).status_code == 404
    assert client.get("/apiusers").status_code == 200
