# Starlette calls a handler with two arguments.
# outcome: 500
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


class Missing(Exception):
    pass


class Broken(Exception):
    pass


class Locked(Exception):
    pass


class Gone(Exception):
    pass


@app.exception_handler(Missing)
async def on_missing(error: Missing) -> JSONResponse:  # E[fastapi-handler]
    return JSONResponse({}, 404)


@app.exception_handler(Broken)
async def on_broken() -> JSONResponse:  # E[fastapi-handler]
    return JSONResponse({}, 400)


def on_locked(  # E[fastapi-handler]
    request: Request, error: Exception, status: int
) -> JSONResponse:
    return JSONResponse({}, status)


class Handlers:
    def on_gone(self, request: Request) -> JSONResponse:  # E[fastapi-handler]
        return JSONResponse({}, 410)

    def add(self) -> None:
        app.add_exception_handler(Gone, self.on_gone)  # type: ignore[arg-type]


app.add_exception_handler(Locked, on_locked)  # type: ignore[arg-type]
Handlers().add()


@app.get("/{kind}")
def read(kind: str) -> None:
    raise {"missing": Missing, "broken": Broken, "locked": Locked, "gone": Gone}[kind]


def demonstrate(client: TestClient) -> None:
    for path in ("/missing", "/broken", "/locked", "/gone"):
        assert client.get(path).status_code == 500, path
