# Whatever status is returned, the one of the route is sent.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.post("/made")
def create():
    return {"id": 1}, 201  # E[fastapi-return]


@app.get("/fine")
def read():
    return {"id": 1}, 200  # E[fastapi-return]


@app.post("/accepted", status_code=202)
def accept():
    if len("a") > 1:
        return {"id": 1}
    return {"error": "full"}, 507  # E[fastapi-return]


def demonstrate(client: TestClient) -> None:
    assert client.post("/made").status_code == 200
    assert client.get("/fine").json() == [{"id": 1}, 200]
    assert client.post("/accepted").status_code == 202
