# A function hands its "**options" on to the response, and is called without a status: the route's own one is not sent.
# outcome: silent
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.testclient import TestClient

app = FastAPI()


def answer(data: Any, **options: Any) -> JSONResponse:
    return JSONResponse({"data": data}, **options)


def typed(data: Any, **options: Any) -> JSONResponse:
    options.setdefault("media_type", "application/vnd.api+json")
    body = {"data": data}
    return JSONResponse(content=body, **options)


def moved(path: str, **options: Any) -> RedirectResponse:
    return RedirectResponse(path, **options)


class Answers:
    def answer(self, data: Any, **options: Any) -> JSONResponse:
        return JSONResponse({"data": data}, **options)


@app.post("/1", status_code=201)
def one() -> Any:
    return answer(1)  # E[fastapi-return]


@app.post("/2", status_code=201)
def two() -> Any:
    return answer(1, headers={"x-a": "b"})  # E[fastapi-return]


@app.post("/3", status_code=202)
async def three() -> Any:
    return typed(1)  # E[fastapi-return]


@app.post("/4", status_code=303)
async def four() -> Any:
    return moved("/")  # E[fastapi-return]


@app.post("/5", status_code=201)
async def five() -> Any:
    answers = Answers()
    return answers.answer(1)  # E[fastapi-return]


# Valid.


def defaulted(data: Any, **options: Any) -> JSONResponse:
    options.setdefault("status_code", 201)
    return JSONResponse({"data": data}, **options)


def assigned(data: Any, **options: Any) -> JSONResponse:
    options["status_code"] = 201
    return JSONResponse({"data": data}, **options)


def merged(data: Any, **options: Any) -> JSONResponse:
    options = {"status_code": 201, **options}
    return JSONResponse({"data": data}, **options)


def others(data: Any, **options: Any) -> JSONResponse:
    return JSONResponse({"data": data, **options}, **{"status_code": 201})


def prepared(options: dict[str, Any]) -> None:
    options["status_code"] = 201


def by_function(data: Any, **options: Any) -> JSONResponse:
    prepared(options)
    return JSONResponse({"data": data}, **options)


@app.post("/v1", status_code=201)
def v1() -> Any:
    return answer(1, status_code=201)


@app.post("/v2", status_code=201)
def v2() -> Any:
    options = {"status_code": 201}
    return answer(1, **options)


@app.post("/v3", status_code=201)
def v3() -> Any:
    return defaulted(1)


@app.post("/v4", status_code=201)
def v4() -> Any:
    return assigned(1)


@app.post("/v5", status_code=201)
def v5() -> Any:
    return merged(1)


@app.post("/v6", status_code=201)
def v6() -> Any:
    return others(1)


@app.post("/v7", status_code=201)
def v7() -> Any:
    return by_function(1)


@app.get("/v8")
def v8() -> Any:
    return answer(1)


def demonstrate(client: TestClient) -> None:
    for path, status in (("/1", 200), ("/2", 200), ("/3", 200), ("/4", 307), ("/5", 200)):
        assert client.post(path, follow_redirects=False).status_code == status, path
    for number in range(1, 8):
        assert client.post(f"/v{number}").status_code == 201, number
    assert client.get("/v8").status_code == 200
