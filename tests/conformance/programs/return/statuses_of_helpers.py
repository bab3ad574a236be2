# A function of the project makes the response, without a status: the route's own one is not sent.
# outcome: silent
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


def success(data: Any = None) -> JSONResponse:
    return JSONResponse({"data": data})


def home() -> RedirectResponse:
    return RedirectResponse("/")


def done() -> Response:
    return success({"done": True})


@app.post("/1", status_code=201)
def one() -> Any:
    return success(1)  # E[fastapi-return]


@router.post("/2", status_code=303)
def two() -> Any:
    return home()  # E[fastapi-return]


@router.post("/3", status_code=202)
async def three(again: bool = False) -> Any:
    answer = success()
    if again:
        return JSONResponse({}, 409)
    answer.set_cookie("a", "b")
    return answer  # E[fastapi-return]


@router.post("/4", status_code=202)
async def four() -> Any:
    return done()  # E[fastapi-return]


# Valid.


def created(data: Any = None) -> JSONResponse:
    return JSONResponse({"data": data}, status_code=201)


def answer(data: Any, status: int = 200) -> JSONResponse:
    return JSONResponse({"data": data}, status_code=status)


def either(data: Any) -> JSONResponse:
    if data:
        return JSONResponse({"data": data}, status_code=201)
    return JSONResponse({})


@app.post("/v1", status_code=201)
def v1() -> Any:
    return created(1)


@app.post("/v2", status_code=201)
def v2() -> Any:
    return answer(1, 201)


@app.post("/v3", status_code=201)
def v3() -> Any:
    return either(1)


@app.post("/v4", status_code=201)
def v4() -> Any:
    found = success(1)
    found.status_code = 201
    return found


@app.get("/v5")
def v5() -> Any:
    return success(1)


@app.post("/v6", status_code=201)
def v6() -> Any:
    return {"data": success(1).body.decode()}


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path, status in (("/1", 200), ("/2", 307), ("/3", 200), ("/4", 200)):
        assert client.post(path, follow_redirects=False).status_code == status
    for number in (1, 2, 3, 4, 6):
        assert client.post(f"/v{number}").status_code == 201
