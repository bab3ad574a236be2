# Factories, methods, objects and partial calls that answer.
from functools import partial

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


def answering(status):
    def handler(request, exc):
        return JSONResponse({}, status_code=status)

    return handler


def with_status(status: int, request: Request, exc: Exception) -> Response:
    return JSONResponse({}, status_code=status)


def by_name(request: Request, exc: Exception, *, status: int) -> Response:
    return JSONResponse({}, status_code=status)


class Handlers:
    @staticmethod
    def static(request, exc):
        return JSONResponse({}, status_code=418)

    @classmethod
    def of_class(cls, request, exc):
        return cls.static(request, exc)

    def of_object(self, request, exc):
        return self.static(request, exc)

    def __call__(self, request, exc):
        return self.static(request, exc)


class Timing:
    async def __call__(self, request, call_next):
        return await call_next(request)

    async def timed(self, request, call_next):
        return await call_next(request)

    @staticmethod
    async def passed_on(request, call_next):
        return await call_next(request)


async def named(name, request, call_next):
    return await call_next(request)


HANDLERS = {
    "a": answering(418),
    "b": partial(with_status, 418),
    "c": partial(by_name, status=418),
    "d": Handlers.static,
    "e": Handlers.of_class,
    "f": Handlers().of_object,
    "g": Handlers(),
}


class FirstError(Exception): ...


class SecondError(Exception): ...


class ThirdError(Exception): ...


class FourthError(Exception): ...


class FifthError(Exception): ...


class SixthError(Exception): ...


class SeventhError(Exception): ...


ERRORS = [
    FirstError,
    SecondError,
    ThirdError,
    FourthError,
    FifthError,
    SixthError,
    SeventhError,
]
app.add_exception_handler(FirstError, answering(418))
app.add_exception_handler(SecondError, partial(with_status, 418))
app.add_exception_handler(ThirdError, partial(by_name, status=418))
app.add_exception_handler(FourthError, Handlers.static)
app.add_exception_handler(FifthError, Handlers.of_class)
app.add_exception_handler(SixthError, Handlers().of_object)
app.add_exception_handler(SeventhError, Handlers())
timing = Timing()
app.middleware("http")(timing)
app.middleware("http")(timing.timed)
app.middleware("http")(Timing.passed_on)
app.middleware("http")(partial(named, "x"))


@app.get("/{number}")
def read(number: int) -> Response:
    raise ERRORS[number]


def demonstrate(client: TestClient) -> None:
    for number in range(7):
        assert client.get(f"/{number}").status_code == 418, number
