# Models, tables and handlers of different modules.
# outcome: 500
from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import schemas
from .handlers import added, fine
from .schemas import UserOut as Out
from .tables import User, find

app = FastAPI()
app.add_api_route("/added", added, response_model=Out)
app.add_api_route("/fine", fine, response_model=schemas.NameOnly)


@app.get("/users", response_model=list[schemas.UserOut])
def users() -> list[User]:  # E[fastapi-response-model]
    return [find()]


@app.get("/name", response_model=schemas.NameOnly)
def name() -> User:
    return find()


@app.get("/aliased", response_model=schemas.Aliased)
def aliased() -> User:
    return find()


@app.get("/detail", response_model=schemas.Detail)
def detail() -> User:  # E[fastapi-response-model]
    return find()


def demonstrate(client: TestClient) -> None:
    assert client.get("/added").status_code == 500
    assert client.get("/users").status_code == 500
    assert client.get("/detail").status_code == 500
    assert client.get("/name").status_code == 200
    assert client.get("/fine").status_code == 200
    assert client.get("/aliased").status_code == 200
