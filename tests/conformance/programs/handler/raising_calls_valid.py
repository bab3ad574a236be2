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


class Errors:
    def fail(self, error):
        raise ProblemError(str(error))

    async def fail_later(self, error):
        self.fail(error)


class Service:
    def __init__(self):
        self.errors = Errors()


errors = Errors()
service = Service()


@app.exception_handler(KeyError)
async def key_error(request: Request, error: KeyError) -> None:
    fail(error)


@app.exception_handler(ValueError)
async def value_error(request: Request, error: ValueError):
    fail_as_well(error)


@app.exception_handler(IndexError)
async def index_error(request: Request, error: IndexError):
    errors.fail(error)


@app.exception_handler(TypeError)
async def type_error(request: Request, error: TypeError):
    await errors.fail_later(error)


@app.exception_handler(OSError)
def os_error(request: Request, error: OSError):
    service.errors.fail(error)


@app.middleware("http")
async def problems(request, call_next):
    try:
        return await call_next(request)
    except ProblemError:
        return JSONResponse({}, status_code=418)


@app.get("/{number}")
def read(number: int) -> None:
    raise [KeyError, ValueError, IndexError, TypeError, OSError][number]("a")


def demonstrate(client: TestClient) -> None:
    for number in range(5):
        assert client.get(f"/{number}").status_code == 418, number
