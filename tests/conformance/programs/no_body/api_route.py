# Routes that are registered by `api_route`, `add_api_route` and by calling the decorator.
# outcome: silent
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


@app.api_route("/app", methods=["PUT", "DELETE"], status_code=204)
def by_app():
    return 1  # E[fastapi-no-body]


@router.api_route("/router", methods=["DELETE"], status_code=204)
def by_router():
    return 1  # E[fastapi-no-body]


def added():
    return 1  # E[fastapi-no-body]


def added_to_router():
    return 1  # E[fastapi-no-body]


def decorated_by_hand():
    return 1  # E[fastapi-no-body]


def added_with_another_status():
    return 1


app.add_api_route("/added", added, methods=["DELETE"], status_code=204)
router.add_api_route(
    path="/added-to-router", endpoint=added_to_router, methods=["DELETE"], status_code=204
)
app.delete("/by-hand", status_code=204)(decorated_by_hand)
app.add_api_route("/other", added_with_another_status, methods=["DELETE"], status_code=202)
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/app", "/router", "/added", "/added-to-router", "/by-hand"):
        response = client.delete(path)
        assert (response.status_code, response.content) == (204, b"")
    assert client.delete("/other").json() == 1
