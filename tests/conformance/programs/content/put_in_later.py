# What is put into a dictionary later cannot be sent either.
# outcome: 500
from datetime import datetime

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

NOW = datetime(2020, 1, 1)
app = FastAPI()


@app.get("/0")
def put() -> JSONResponse:
    times: dict[str, datetime] = {}
    times["at"] = NOW
    return JSONResponse(times)  # E[fastapi-content]


def put_elsewhere(times: dict[str, str]) -> None:
    times["at"] = "now"
    times.update(until="then")


def demonstrate(client: TestClient) -> None:
    assert client.get("/0").status_code == 500
