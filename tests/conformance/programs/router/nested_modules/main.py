# What routers hide from each other, over several modules.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .api.routes import api
from .api.versions import v1, v2

app = FastAPI()
app.include_router(api, prefix="/api")
app.include_router(v1)
app.include_router(v2)
admin = FastAPI()
admin.include_router(v1)


@app.get("/health")
def health() -> str:
    return "a"


@app.get("/health", include_in_schema=False)  # E[fastapi-router]
def health_again() -> str:
    return "b"


@admin.get("/health")
def admin_health() -> str:
    return "admin"


app.mount("/admin", admin)


@app.get("/admin/late")  # E[fastapi-path]
def late() -> str:
    return "late"


def demonstrate(client: TestClient) -> None:
    assert client.get("/api/users/me").json() == "me"
    assert client.post("/api/users").json() == "a"
    assert client.get("/api/items/3").json() == "first"
    assert client.get("/api/items/3/rows/4").json() == "parts"
    assert client.delete("/api/items/3/rows/4").json() == "deleted"
    assert client.get("/api/items/3.json").status_code == 422
    assert client.get("/v1/status").json() == "v1"
    assert client.get("/v2/status").json() == "v2"
    assert client.get("/health").json() == "a"
    assert client.get("/admin/health").json() == "admin"
    assert client.get("/admin/late").status_code == 404
