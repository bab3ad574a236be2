# FastAPI's classes under other names.
# outcome: silent
import fastapi as web
from fastapi import APIRouter as Router
from fastapi.applications import FastAPI as Application
from fastapi.routing import APIRouter
from fastapi.testclient import TestClient

app = Application()
first = Router()
second: APIRouter = web.APIRouter()


@first.delete("/first", status_code=204)
def on_first():
    return 1  # E[fastapi-no-body]


@second.delete("/second", status_code=web.status.HTTP_204_NO_CONTENT)
def on_second():
    return 1  # E[fastapi-no-body]


@(app).delete("/app", status_code=204)
def on_app():
    return 1  # E[fastapi-no-body]


app.include_router(first)
app.include_router(second)


def demonstrate(client: TestClient) -> None:
    for path in ("/first", "/second", "/app"):
        assert client.delete(path).content == b""
