# A handler that only calls what always raises returns nothing, and has no way to its end either.
from typing import NoReturn

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


class ProblemError(Exception):
    pass


def fail(error: Exception) -> NoReturn:
    raise ProblemError(str(error)) from error


def fail_as_well(error):
    raise ProblemError(str(error))


@app.exception_handler(KeyError)
async def key_error(request: Request, error: KeyError) -> None:
    fail(error)


@app.exception_handler(ValueError)
async def value_error(request: Request, error: ValueError):
    fail_as_well(error)


@app.middleware("http")
async def problems(request, call_next):
    try:
        return await call_next(request)
    except ProblemError:
        return JSONResponse({}, status_code=418)


@app.get("/{number}")
def read(number: int) -> None:
    raise KeyError("a") if number else ValueError("a")


def demonstrate(client: TestClient) -> None:
    assert client.get("/0").status_code == 418
    assert client.get("/1").status_code == 418
