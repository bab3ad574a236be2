# A class that derives from the one that registers a method has a method of its own in its place.
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient


class Around:
    def __init__(self, app: FastAPI) -> None:
        app.middleware("http")(self.around)
        app.add_exception_handler(KeyError, self.answer)

    async def around(self, request: Request, call_next):
        await call_next(request)

    async def answer(self, request: Request, exc: Exception):
        print(exc)


class Answering(Around):
    async def around(self, request: Request, call_next):
        return await call_next(request)

    async def answer(self, request: Request, exc: Exception):
        return JSONResponse({}, 404)


app = FastAPI()
Answering(app)


@app.get("/")
def read() -> str:
    raise KeyError


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 404
