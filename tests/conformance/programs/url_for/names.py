# Starlette looks for a route of this name that takes exactly these parameters.
# outcome: 500
from fastapi import APIRouter, FastAPI, Request
from fastapi.staticfiles import StaticFiles
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/users")


@router.get("/{user_id}", name="user")
def get_user(user_id: int) -> int:
    return user_id


app.include_router(router)
app.mount("/static", StaticFiles(directory="."), name="static")


@app.get("/named")
def named(request: Request) -> str:
    return str(request.url_for("get_user", user_id=1))  # E[fastapi-url-for]


@app.get("/query")
def query(request: Request) -> str:
    return str(request.url_for("user", user_id=1, offset=3))  # E[fastapi-url-for]


@app.get("/spelled")
def spelled(request: Request) -> str:
    return str(request.url_for("user", id=1))  # E[fastapi-url-for]


@app.get("/file")
def file(request: Request) -> str:
    return str(request.url_for("static", filename="a.css"))  # E[fastapi-url-for]


@app.get("/path")
def path() -> str:
    return str(app.url_path_for("nothing"))  # E[fastapi-url-for]


def demonstrate(client: TestClient) -> None:
    for name in ("named", "query", "spelled", "file", "path"):
        assert client.get(f"/{name}").status_code == 500
