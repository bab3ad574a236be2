# What is put into a dictionary later takes the place of what could not be sent, whatever types say.
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

NOW = datetime(2020, 1, 1)
app = FastAPI()


def get_times() -> dict[str, datetime]:
    return {"at": NOW}


@app.get("/0")
def put() -> JSONResponse:
    data = {"at": NOW}
    data["at"] = data["at"].isoformat()  # type: ignore
    return JSONResponse(data)


@app.get("/1")
def put_in_a_loop() -> JSONResponse:
    times = get_times()
    for key, value in times.items():
        times[key] = str(value)  # type: ignore
    return JSONResponse({"times": times})


@app.get("/2")
def updated() -> JSONResponse:
    prices = {"a": Decimal(1)}
    prices.update(a=1.5)  # type: ignore
    return JSONResponse(prices)


@app.get("/3")
def taken_out() -> JSONResponse:
    ids = {"a": UUID(int=1)}
    first = ids.pop("a")
    return JSONResponse({"left": ids, "first": str(first)})


def demonstrate(client: TestClient) -> None:
    for n in range(4):
        assert client.get(f"/{n}").status_code == 200, n
