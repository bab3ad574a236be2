# Handlers that a factory makes, that belong to a class, or that are given something already.
# outcome: 500
from functools import partial

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()
passing = FastAPI()
refusing = FastAPI()


def answering(status):
    def handler(request, exc):
        return {"status": status}  # E[fastapi-handler]

    return handler


def with_status(status: int, request: Request, exc: Exception):
    return {"status": status}  # E[fastapi-handler]


class Handlers:
    @staticmethod
    def static(request, exc):
        return {"a": 1}  # E[fastapi-handler]

    @classmethod
    def of_class(cls, request, exc):
        return {"a": 1}  # E[fastapi-handler]

    @staticmethod
    def of_request(request):  # E[fastapi-handler]
        return JSONResponse({})


class FirstError(Exception): ...


class SecondError(Exception): ...


class ThirdError(Exception): ...


class FourthError(Exception): ...


class FifthError(Exception): ...


app.add_exception_handler(FirstError, answering(400))
app.add_exception_handler(SecondError, partial(with_status, 400))
app.add_exception_handler(ThirdError, Handlers.static)
app.add_exception_handler(FourthError, Handlers().of_class)
app.exception_handler(FifthError)(Handlers.of_request)  # type: ignore[arg-type]
ERRORS = [FirstError, SecondError, ThirdError, FourthError, FifthError]


class Timing:
    async def __call__(self, request, call_next):  # E[fastapi-handler]
        await call_next(request)


class Guards:
    @staticmethod
    async def guard(request, call_next):
        if "token" not in request.headers:
            raise HTTPException(401)  # E[fastapi-handler]
        return await call_next(request)


passing.middleware("http")(Timing())
refusing.middleware("http")(Guards.guard)


@app.get("/{number}")
@passing.get("/{number}")
@refusing.get("/{number}")
def read(number: int) -> Response:
    raise ERRORS[number]


def demonstrate(client: TestClient) -> None:
    for number in range(5):
        assert client.get(f"/{number}").status_code == 500, number
    for other in (passing, refusing):
        assert TestClient(other, raise_server_exceptions=False).get("/0").status_code == 500
