# FastAPI announces the four bytes of `null` for a 205 and sends none of them, and a 1xx is no
# final answer: such routes work only when they return a response of their own.
# outcome: protocol-error
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.post("/form", status_code=205)  # E?[fastapi-no-body]
def reset() -> None:
    return None


@app.get("/continue", status_code=100)  # E?[fastapi-no-body]
def go_on() -> None:
    return None


def demonstrate(client: TestClient) -> None:
    response = client.post("/form")
    assert (response.status_code, response.content) == (205, b"")
    assert response.headers["content-length"] == "4"
    assert client.get("/continue").status_code == 100
