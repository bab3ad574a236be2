# A middleware around it answers.
from collections.abc import Awaitable, Callable

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()
Next = Callable[[Request], Awaitable[Response]]


@app.middleware("http")
async def authenticated(request: Request, call_next: Next) -> Response:
    raise HTTPException(401)


@app.middleware("http")
async def answering(request: Request, call_next: Next) -> Response:
    try:
        return await call_next(request)
    except HTTPException as error:
        return JSONResponse({"detail": error.detail}, error.status_code)


def demonstrate(client: TestClient) -> None:
    assert client.get("/").status_code == 401
