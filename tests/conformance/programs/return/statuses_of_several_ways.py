# A function of the project makes the response on each of its ways, and never with a status.
# outcome: silent
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


def success(data: Any = None, message: str = "") -> JSONResponse:
    if message:
        return JSONResponse({"data": data, "message": message})
    return JSONResponse({"data": data})


def answer(data: Any = None) -> JSONResponse:
    if data is None:
        return JSONResponse({"error": "missing"}, status_code=404)
    return JSONResponse({"data": data})


def created(data: Any, *, new: bool = True) -> JSONResponse:
    if new:
        return JSONResponse({"data": data}, 201)
    return JSONResponse({"data": data})


def either(data: Any) -> Any:
    if data:
        return JSONResponse(data)
    return {"data": data}


@app.post("/success", status_code=201)
def of_success() -> JSONResponse:
    return success(1)  # E[fastapi-return]


@app.post("/answer", status_code=201)
def of_answer() -> JSONResponse:
    return answer(None)


@app.post("/created", status_code=201)
def of_created() -> JSONResponse:
    return created(1)


@app.post("/either", status_code=201)
def of_either() -> Any:
    return either(None)


def demonstrate(client: TestClient) -> None:
    statuses = [client.post(f"/{path}").status_code for path in ("success", "answer", "created")]
    assert statuses == [200, 404, 201]
    assert client.post("/either").status_code == 201
