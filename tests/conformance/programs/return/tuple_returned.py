# A body together with a status is a tuple: FastAPI sends it as a JSON list, with status 200.
# outcome: silent
import http
from http import HTTPStatus
from typing import Any

import starlette.status
from fastapi import FastAPI, Response, status
from fastapi.testclient import TestClient
from starlette.status import HTTP_404_NOT_FOUND

app = FastAPI()
MISSING = status.HTTP_404_NOT_FOUND
status_code = 404


@app.get("/1")
def literal():
    return {"error": "not found"}, 404  # E[fastapi-return]


@app.get("/2")
def constant():
    return {"error": "not found"}, status.HTTP_404_NOT_FOUND  # E[fastapi-return]


@app.get("/3")
def enum_member():
    return {"error": "not found"}, HTTPStatus.NOT_FOUND  # E[fastapi-return]


@app.get("/4")
def value_of_enum_member():
    return {"error": "not found"}, http.HTTPStatus.NOT_FOUND.value  # E[fastapi-return]


@app.get("/5")
def imported_constant():
    return {"error": "not found"}, HTTP_404_NOT_FOUND  # E[fastapi-return]


@app.get("/6")
def own_constant():
    return {"error": "not found"}, MISSING  # E[fastapi-return]


@app.get("/7")
def in_parentheses():
    return (  # E[fastapi-return]
        {"error": "not found"},
        starlette.status.HTTP_404_NOT_FOUND,
    )


@app.get("/8")
async def text_and_any() -> Any:
    return "not found", 404  # E[fastapi-return]


@app.get("/9")
def with_headers():
    return {"error": "not found"}, 404, {"x-error": "1"}  # E[fastapi-return]


@app.get("/10")
def nothing():
    return None, 404  # E[fastapi-return]


@app.get("/11")
def local_constant():
    code_of_status = 404
    return {"error": "not found"}, code_of_status  # E[fastapi-return]


@app.get("/12")
def global_constant():
    return {"error": "not found"}, status_code  # E[fastapi-return]


@app.get("/13")
def called() -> Any:
    return {"error": "not found"}, HTTPStatus(404)  # E[fastapi-return]


@app.get("/14", response_model=None)
def response_annotation() -> Response:
    return {"error": "not found"}, 404  # E[fastapi-return]


@app.get("/15", response_model=None)
def without_model() -> dict[str, str]:
    return {"error": "not found"}, 404  # E[fastapi-return]


@app.get("/16")
def conditional(found: bool = False):
    return {"error": "not found"} if found else ({"error": "not found"}, 404)  # E[fastapi-return]


def demonstrate(client: TestClient) -> None:
    for number in range(1, 17):
        response = client.get(f"/{number}")
        assert response.status_code == 200
        assert response.json()[1] == 404
