# The eight verbs, and nothing returned.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/router")


@app.get("/", status_code=204)
def get(): ...


@app.put("/", status_code=204)
def put() -> None: ...


@app.post("/", status_code=204)
async def post(): ...


@app.delete("/", status_code=204)
async def delete() -> None: ...


@router.options("/", status_code=204)
def options():
    return


@router.head("/", status_code=204)
def head():
    return None


@router.patch("/", status_code=204)
async def patch():
    pass


@router.trace("/", status_code=204)
async def trace() -> None:
    return


@app.api_route("/api", methods=["GET", "DELETE"], status_code=204)
def api() -> None:
    return None


def added(): ...


app.add_api_route("/added", added, status_code=204)
app.get("/called", status_code=204)(added)
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for method in ("GET", "PUT", "POST", "DELETE"):
        assert client.request(method, "/").status_code == 204
    for method in ("OPTIONS", "HEAD", "PATCH", "TRACE"):
        assert client.request(method, "/router/").status_code == 204
    for path in ("/api", "/added", "/called"):
        assert client.get(path).status_code == 204
