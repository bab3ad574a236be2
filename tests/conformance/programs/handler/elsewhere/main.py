# Middleware that another module has is reported where it is handed over.
# outcome: 500
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware

from .middleware import passing, with_token, without_answer

app = FastAPI()
app.middleware("http")(with_token)  # E[fastapi-handler]
app.middleware("http")(passing)

other = FastAPI()
other.add_middleware(BaseHTTPMiddleware, dispatch=without_answer)  # E[fastapi-handler]

given = FastAPI(
    middleware=[
        Middleware(BaseHTTPMiddleware, dispatch=passing),
        Middleware(BaseHTTPMiddleware, dispatch=with_token),  # E[fastapi-handler]
    ]
)


@app.get("/")
@other.get("/")
@given.get("/")
def read() -> str:
    return "answered"


def demonstrate(client: TestClient) -> None:
    for each in (app, other, given):
        client = TestClient(each, raise_server_exceptions=False)
        assert client.get("/").status_code == 500
