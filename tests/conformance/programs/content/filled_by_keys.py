# Dictionaries that are filled under keys that JSON has none of.
# outcome: 500
from collections import OrderedDict, defaultdict
from datetime import date

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()
TODAY = date(2020, 1, 1)


@app.get("/filled")
def filled() -> JSONResponse:
    days: dict[date, int] = {}
    days[TODAY] = 1
    return JSONResponse(days)  # E[fastapi-content]


@app.get("/counted")
def counted() -> JSONResponse:
    days = defaultdict[date, int](int)
    for day in (TODAY, TODAY):
        days[day] += 1
    return JSONResponse({"days": days})  # E[fastapi-content]


@app.get("/ordered")
def ordered() -> JSONResponse:
    days: OrderedDict[date, int] = OrderedDict()
    days[TODAY] = 1
    return JSONResponse(days)  # E[fastapi-content]


@app.get("/pairs")
def pairs() -> JSONResponse:
    return JSONResponse({(1, 2): "first"})  # E[fastapi-content]


@app.get("/made")
def made() -> JSONResponse:
    return JSONResponse({(row, 2): 1 for row in range(2)})  # E[fastapi-content]


@app.get("/texts")
def texts() -> JSONResponse:
    days: dict[date, int] = {}
    days[TODAY] = 1
    by_text: dict[str, int] = {}
    for day, number in days.items():
        by_text[day.isoformat()] = number
    return JSONResponse({"a": by_text, "b": {str(day): number for day, number in days.items()}})


@app.get("/numbers")
def numbers() -> JSONResponse:
    by_number: dict[int, tuple[int, int]] = {}
    by_number[3] = (1, 2)
    return JSONResponse({"by_number": by_number, "pairs": [(1, 2), (3, (4, 5))]})


def pressed(pairs: dict[tuple[int, int], str]) -> dict[str, str]:
    return {f"{row}-{column}": text for (row, column), text in pairs.items()}


@app.get("/pressed")
def pressed_pairs() -> JSONResponse:
    return JSONResponse(pressed({(1, 2): "first"}))


def demonstrate(client: TestClient) -> None:
    for path in ("filled", "counted", "ordered", "pairs", "made"):
        assert client.get(f"/{path}").status_code == 500, path
    for path in ("texts", "numbers", "pressed"):
        assert client.get(f"/{path}").status_code == 200, path
