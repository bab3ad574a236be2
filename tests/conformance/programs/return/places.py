# Answers with another status than is meant.
# outcome: silent
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException as Starlette

app = FastAPI()


class NotFound(HTTPException):
    def __init__(self) -> None:
        super().__init__(404)


class Created(JSONResponse):
    def __init__(self, content: Any) -> None:
        super().__init__(content, status_code=201)


@app.get("/0")
def r0() -> Any:
    return HTTPException(404)  # E[fastapi-return]


@app.get("/1")
def r1() -> Any:
    return Starlette(404)  # E[fastapi-return]


@app.get("/2")
def r2(n: int = 0) -> Any:
    return {"a": 1} if n else HTTPException(404)  # E[fastapi-return]


@app.get("/3")
def r3() -> Any:
    return {"error": "x"}, 404  # E[fastapi-return]


@app.get("/4")
def r4() -> Any:
    return {"error": "x"}, status.HTTP_404_NOT_FOUND  # E[fastapi-return]


@app.get("/5")
def r5() -> Any:
    return {"error": "x"}, HTTPStatus.NOT_FOUND  # E[fastapi-return]


@app.post("/6", status_code=201)
def r6() -> Any:
    return JSONResponse({})  # E[fastapi-return]


@app.post("/7", status_code=HTTPStatus.CREATED)
def r7() -> Any:
    response = JSONResponse({})
    response.headers["a"] = "b"
    return response  # E[fastapi-return]


@app.post("/8", status_code=303)
def r8() -> Any:
    return RedirectResponse("/")  # E[fastapi-return]


@app.get("/9")
def r9() -> Any:
    error = HTTPException(404)
    return error  # E[fastapi-return]


@app.get("/10")
def r10() -> Any:
    try:
        return {}["a"]
    except KeyError:
        return NotFound()  # E[fastapi-return]


@app.post("/v0", status_code=201)
def v0() -> Any:
    return JSONResponse({}, 201)


@app.post("/v1", status_code=201)
def v1() -> Any:
    return Created({})


@app.post("/v2", status_code=201)
def v2() -> Any:
    response = PlainTextResponse("x")
    response.status_code = 201
    return response


@app.get("/v3")
def v3() -> Any:
    return "x", 3


@app.get("/v4")
def v4() -> tuple[dict[str, int], int]:
    return {"a": 1}, 404


@app.post("/v5", status_code=201)
def v5(response: Response) -> Any:
    response.status_code = 200
    return {}


def demonstrate(client: TestClient) -> None:
    for n in (3, 4, 5):
        assert client.get(f"/{n}").status_code == 200, n
    assert client.post("/6").status_code == 200
    assert client.post("/7").status_code == 200
    assert client.post("/8", follow_redirects=False).status_code == 307
    for n in (0, 1, 2):
        assert client.post(f"/v{n}").status_code == 201, n
