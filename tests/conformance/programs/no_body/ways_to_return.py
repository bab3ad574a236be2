# Conditions, names and functions of the project on the way to what a handler returns.
# outcome: silent

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.testclient import TestClient

app = FastAPI()


def answer() -> JSONResponse:
    return JSONResponse({"removed": 1})


@app.delete("/1", status_code=204)
def condition(loud: bool = True):
    return {"removed": 1} if loud else None  # E[fastapi-no-body]


@app.delete("/2", status_code=204)
def by_name():
    response = JSONResponse({"removed": 1})
    return response  # E[fastapi-no-body]


@app.delete("/3", status_code=204)
def by_function():
    return answer()  # E[fastapi-no-body]


@app.delete("/4", status_code=204)
def empty_response() -> Response:
    return Response()  # E[fastapi-no-body]


@app.delete("/5", status_code=204, response_class=Response)
def with_headers():
    return Response(headers={"x-removed": "1"})  # E[fastapi-no-body]


# Valid.


@app.delete("/6", status_code=204)
def neither(loud: bool = True):
    return None if loud else Response(status_code=204)


@app.delete("/7", status_code=204)
def status_set_later():
    response = PlainTextResponse("")
    response.status_code = 204
    return response


@app.delete("/8", status_code=200)
def with_a_body():
    return Response()


def demonstrate(client: TestClient) -> None:
    statuses = [client.delete(f"/{number}").status_code for number in range(1, 9)]
    assert statuses == [204, 200, 200, 200, 200, 204, 204, 200]
