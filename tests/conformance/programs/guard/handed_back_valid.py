# A dependency may give back the response that FastAPI has given it, and a scheme may only be documented.
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response, Security
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.testclient import TestClient

# With `auto_error=False` a scheme in a list puts a lock into the documentation: others check.
router = APIRouter(dependencies=[Depends(HTTPBearer(auto_error=False))])
key = APIKeyHeader(name="x-key", auto_error=False)
app = FastAPI(dependencies=[Security(key)])


@app.middleware("http")
async def check(request, call_next):
    if "x-key" not in request.headers:
        return Response(status_code=401)
    return await call_next(request)


def cached_for_some(request: Request, response: Response) -> Response | None:
    if request.method == "GET":
        response.headers["cache-control"] = "max-age=10"
        return response
    return None


def renamed(res: Response):
    result = res
    result.headers["x-renamed"] = "1"
    return result


class Headers:
    def __call__(self, response: Response) -> Response:
        response.headers["x-called"] = "1"
        return response


def user(value: Annotated[str | None, Security(key)]) -> str:
    if value is None:
        raise HTTPException(401)
    return value


@router.get("/", dependencies=[Depends(cached_for_some), Depends(renamed), Depends(Headers())])
def read(name: Annotated[str, Depends(user)]) -> str:
    return name


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 401
    response = client.get("/", headers={"x-key": "a"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "max-age=10"
    assert response.headers["x-renamed"] == response.headers["x-called"] == "1"
