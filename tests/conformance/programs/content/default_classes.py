# A router whose routes send text, and handlers that return something else.
# outcome: 500
from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.testclient import TestClient

pages = APIRouter(prefix="/pages", default_response_class=HTMLResponse)


@pages.get("/home")
def home() -> dict[str, str]:
    return {"title": "Home"}  # E[fastapi-content]


@pages.get("/list")
async def show_list():
    return ["a", "b"]  # E[fastapi-content]


app = FastAPI(default_response_class=PlainTextResponse)
app.include_router(pages)


@app.get("/health")
def health():
    return {"status": "ok"}  # E[fastapi-content]


def demonstrate(client: TestClient) -> None:
    for path in ("/pages/home", "/pages/list", "/health"):
        assert client.get(path).status_code == 500
