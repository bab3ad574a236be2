# The ways to write 204.
# outcome: silent
import http
from http import HTTPStatus
from http import HTTPStatus as Code

import fastapi
import starlette.status
from fastapi import FastAPI, status
from fastapi import status as codes
from fastapi.testclient import TestClient
from starlette.status import HTTP_204_NO_CONTENT
from starlette.status import HTTP_204_NO_CONTENT as NOTHING

app = FastAPI()


@app.get("/0", status_code=status.HTTP_204_NO_CONTENT)
def by_fastapi_status():
    return 1  # E[fastapi-no-body]


@app.get("/1", status_code=codes.HTTP_204_NO_CONTENT)
def by_renamed_module():
    return 1  # E[fastapi-no-body]


@app.get("/2", status_code=fastapi.status.HTTP_204_NO_CONTENT)
def by_module_of_package():
    return 1  # E[fastapi-no-body]


@app.get("/3", status_code=starlette.status.HTTP_204_NO_CONTENT)
def by_starlette():
    return 1  # E[fastapi-no-body]


@app.get("/4", status_code=HTTP_204_NO_CONTENT)
def by_name():
    return 1  # E[fastapi-no-body]


@app.get("/5", status_code=NOTHING)
def by_renamed_name():
    return 1  # E[fastapi-no-body]


@app.get("/6", status_code=HTTPStatus.NO_CONTENT)
def by_enumeration():
    return 1  # E[fastapi-no-body]


@app.get("/7", status_code=http.HTTPStatus.NO_CONTENT)
def by_enumeration_of_module():
    return 1  # E[fastapi-no-body]


@app.get("/8", status_code=Code.NO_CONTENT)
def by_renamed_enumeration():
    return 1  # E[fastapi-no-body]


@app.get("/9", status_code=HTTPStatus.NO_CONTENT.value)
def by_value():
    return 1  # E[fastapi-no-body]


@app.get("/10", status_code=int(HTTPStatus.NO_CONTENT))
def by_int():
    return 1  # E[fastapi-no-body]


@app.get("/11", status_code=0xCC)
def by_hexadecimal():
    return 1  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    for number in range(12):
        response = client.get(f"/{number}")
        assert (response.status_code, response.content) == (204, b"")
