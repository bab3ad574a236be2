# A route calls what a cache makes of its handler: the second request gets a coroutine that is used up.
# outcome: 500
# fastapi: 0.124
from functools import cache, lru_cache

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


@app.get("/1")
@lru_cache  # E[fastapi-teardown]
async def one() -> int:
    return 1


@router.get("/2")
@cache  # E[fastapi-teardown]
async def two() -> int:
    return 2


@lru_cache(maxsize=3)  # E[fastapi-teardown]
async def three() -> int:
    return 3


router.add_api_route("/3", three)


# Valid.


@app.get("/v1")
@lru_cache
def v1() -> int:
    return 1


@lru_cache  # It caches the function below, which is no coroutine.
@app.get("/v2")
async def v2() -> int:
    return 2


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/1", "/2", "/3"):
        assert [client.get(path).status_code for _ in range(2)] == [200, 500]
    for path in ("/v1", "/v2"):
        assert [client.get(path).status_code for _ in range(2)] == [200, 200]
