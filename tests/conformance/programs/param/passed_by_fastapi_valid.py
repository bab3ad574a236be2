# What FastAPI passes itself, without markers or from a dependency.
# fastapi: 0.129
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, Request, Response
from fastapi.security import SecurityScopes
from fastapi.testclient import TestClient

app = FastAPI()


def get_request(request: Request) -> Request:
    return request


@app.get("/requests/{request}")
def read(
    request: Annotated[Request, "not a marker"],
    response: Response,
    tasks: BackgroundTasks,
    scopes: SecurityScopes,
    again: Annotated[Request, Depends(get_request)],
) -> bool:
    return again is request


def demonstrate(client: TestClient) -> None:
    assert client.get("/requests/a").json() is True
