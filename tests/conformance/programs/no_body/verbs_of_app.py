# The eight verbs of an application.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/", status_code=204)
def get():
    return "get"  # E[fastapi-no-body]


@app.put("/", status_code=204)
def put():
    return "put"  # E[fastapi-no-body]


@app.post("/", status_code=204)
def post():
    return "post"  # E[fastapi-no-body]


@app.delete("/", status_code=204)
def delete():
    return "delete"  # E[fastapi-no-body]


@app.options("/", status_code=204)
def options():
    return "options"  # E[fastapi-no-body]


@app.head("/", status_code=204)
def head():
    return "head"  # E[fastapi-no-body]


@app.patch("/", status_code=204)
def patch():
    return "patch"  # E[fastapi-no-body]


@app.trace("/", status_code=204)
def trace():
    return "trace"  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    for method in ("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"):
        response = client.request(method, "/")
        assert (response.status_code, response.content) == (204, b"")
