# Handlers that are lambdas, and those that a function registers for an application that it does not declare.
# outcome: 500
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.testclient import TestClient


class FirstError(Exception): ...


class SecondError(Exception): ...


class ThirdError(Exception): ...


class FourthError(Exception): ...


class FifthError(Exception): ...


app = FastAPI(
    exception_handlers={
        FirstError: lambda request, exc: {"detail": str(exc)},  # E[fastapi-handler]
    }
)
app.add_exception_handler(
    SecondError,
    lambda exc: JSONResponse({"detail": str(exc)}, 400),  # type: ignore[arg-type, misc]  # E[fastapi-handler]
)
app.add_exception_handler(ThirdError, lambda _, exc: PlainTextResponse(str(exc), status_code=400))


async def on_fourth(request: Request):  # E[fastapi-handler]
    return JSONResponse({}, 400)


async def on_fifth(request: Request, exc: FifthError):
    return JSONResponse({}, 400), 400  # E[fastapi-handler]


def register(app):
    app.add_exception_handler(FourthError, on_fourth)
    app.add_exception_handler(FifthError, on_fifth)


register(app)
ERRORS = [FirstError, SecondError, FourthError, FifthError, ThirdError]


@app.get("/{number}")
def read(number: int) -> str:
    raise ERRORS[number]


def demonstrate(client: TestClient) -> None:
    answers = [client.get(f"/{number}").status_code for number in range(5)]
    assert answers == [500, 500, 500, 500, 400]
