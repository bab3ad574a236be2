# The typed router and application drop the value as FastAPI does.
# outcome: silent
from fastapi.testclient import TestClient
from scoped_fastapi import ScopedFastAPI, ScopedRouter


class Router(ScopedRouter):
    pass


app = ScopedFastAPI()
router = ScopedRouter(prefix="/router", dependency_scope="function")
derived = Router(prefix="/derived")


@app.delete("/items", status_code=204)
def on_app():
    return {"deleted": 1}  # E[fastapi-no-body]


@router.delete("/items", status_code=204)
async def on_router():
    return {"deleted": 1}  # E[fastapi-no-body]


@derived.api_route("/items", methods=["DELETE"], status_code=304)
def on_derived():
    return {"deleted": 1}  # E[fastapi-no-body]


app.include_router(router)
app.include_router(derived)


def demonstrate(client: TestClient) -> None:
    for path in ("/items", "/router/items", "/derived/items"):
        assert client.delete(path).content == b""
