# What is merged into a dictionary, what an operator makes, and what a request holds.
# outcome: 500
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    id: UUID = UUID(int=1)
    name: str = "a"
    created_at: datetime = datetime(2024, 1, 1)


class Line(BaseModel):
    price: Decimal = Decimal(2)
    quantity: int = 2


def times() -> dict[str, datetime]:
    return {"at": datetime(2024, 1, 1)}


def names() -> dict[str, int]:
    return {"a": 1}


@app.get("/0")
def merged() -> Response:
    return JSONResponse({**User().model_dump(), "token": "a"})  # E[fastapi-content]


@app.get("/1")
def one_replaced(user: Annotated[User, Depends(User)]) -> Response:
    return JSONResponse({"a": 1, **user.model_dump(), "id": str(user.id)})  # E[fastapi-content]


@app.get("/2")
def merged_times() -> Response:
    return JSONResponse({"ok": True, **times()})  # E[fastapi-content]


@app.get("/3")
def expires() -> Response:
    return JSONResponse({"expires": datetime.now() + timedelta(minutes=15)})  # E[fastapi-content]


@app.get("/4")
def total() -> Response:
    line = Line()
    return JSONResponse({"total": line.price * line.quantity})  # E[fastapi-content]


@app.get("/5")
def path() -> Response:
    return JSONResponse({"path": Path("static") / "a.txt"})  # E[fastapi-content]


@app.get("/6")
def query(request: Request) -> Response:
    return JSONResponse(request.query_params)  # E[fastapi-content]


@app.get("/7")
def headers(request: Request) -> Response:
    return JSONResponse({"headers": request.headers})  # E[fastapi-content]


@app.get("/8")
def keys() -> Response:
    return JSONResponse({"names": names().keys()})  # E[fastapi-content]


@app.get("/9")
def values() -> Response:
    found = names()
    return JSONResponse(found.values())  # E[fastapi-content]


@app.get("/10")
def one_more_key() -> Response:
    content = {"at": datetime.now()}  # E[fastapi-content]
    content["until"] = datetime.now()  # E[fastapi-content]
    return JSONResponse(content)


@app.get("/11")
def pairs() -> Response:
    users = {"a": User()}
    return JSONResponse({name: user.id for name, user in users.items()})  # E[fastapi-content]


def demonstrate(client: TestClient) -> None:
    for number in range(12):
        assert client.get(f"/{number}").status_code == 500, number
