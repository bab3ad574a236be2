# A function that makes responses of a status it is given, and is called without one.
# outcome: silent
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


def success(data: Any, status_code: int = 200) -> JSONResponse:
    return JSONResponse({"data": data}, status_code=status_code)


def failure(message: str, status: int = 400) -> JSONResponse:
    return JSONResponse({"error": message}, status)


class Answers:
    async def plain(self) -> JSONResponse:
        answer = JSONResponse({})
        answer.set_cookie("a", "b")
        return answer

    def success(self, data: Any, status_code: int = 200) -> JSONResponse:
        return JSONResponse({"data": data}, status_code=status_code)


answers = Answers()


@app.post("/1", status_code=201)
def by_function() -> Any:
    return success(1)  # E[fastapi-return]


@app.post("/2", status_code=202)
async def awaited() -> Any:
    return await answers.plain()  # E[fastapi-return]


@app.post("/3", status_code=201)
def by_method() -> Any:
    return answers.success(1)  # E[fastapi-return]


# Valid.


@app.post("/v1", status_code=201)
def by_position() -> Any:
    return success(1, 201)


@app.post("/v2", status_code=201)
def by_keyword() -> Any:
    return answers.success(1, status_code=201)


@app.post("/v3", status_code=201)
def a_failure(ok: bool = False) -> Any:
    return success(1, 201) if ok else failure("no")


@app.post("/v4")
def not_declared() -> Any:
    return success(1)


@app.post("/v5", status_code=201)
def unpacked() -> Any:
    return success(1, **{"status_code": 201})


def demonstrate(client: TestClient) -> None:
    for number in (1, 2, 3):
        assert client.post(f"/{number}").status_code == 200
    statuses = [client.post(f"/v{number}").status_code for number in range(1, 6)]
    assert statuses == [201, 201, 400, 200, 201]
