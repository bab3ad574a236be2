# A dump with some fields left out still holds what the others keep.
# outcome: 500
from datetime import datetime
from uuid import UUID

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Account(BaseModel):
    id: UUID = UUID(int=1)
    email: str = "ada@example.com"
    password: str = "secret"
    created_at: datetime = datetime(2024, 1, 1)
    closed_at: datetime | None = None


def accounts() -> list[Account]:
    return [Account()]


@app.get("/exclude")
def exclude() -> Response:
    return JSONResponse(Account().model_dump(exclude={"password"}))  # E[fastapi-content]


@app.get("/include")
def include() -> Response:
    account = Account()
    return JSONResponse([account.model_dump(include={"id"})])  # E[fastapi-content]


@app.get("/each")
def each() -> Response:
    found = [account.model_dump(exclude={"id"}) for account in accounts()]  # E[fastapi-content]
    return JSONResponse(found)


@app.get("/not-none")
def not_none() -> Response:
    return JSONResponse(Account().model_dump(exclude_none=True))  # E[fastapi-content]


@app.get("/left-out")
def left_out() -> Response:
    return JSONResponse(Account().model_dump(exclude={"id", "created_at", "closed_at"}))


@app.get("/taken")
def taken() -> Response:
    return JSONResponse([account.model_dump(include={"email"}) for account in accounts()])


@app.get("/unset")
def unset() -> Response:
    return JSONResponse(Account().model_dump(exclude_unset=True))


@app.get("/json")
def as_json() -> Response:
    return JSONResponse(Account().model_dump(mode="json", exclude={"password"}))


HIDDEN = {"id", "created_at"}


@app.get("/hidden")
def hidden() -> Response:
    return JSONResponse(Account().model_dump(exclude=HIDDEN))


def demonstrate(client: TestClient) -> None:
    for path in ("exclude", "include", "each", "not-none"):
        assert client.get(f"/{path}").status_code == 500
    for path in ("left-out", "taken", "unset", "json", "hidden"):
        assert client.get(f"/{path}").status_code == 200
