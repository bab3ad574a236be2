# Which of two classes of one name is sent is told by what the source says of it.
# outcome: 500
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

from . import models, schemas

app = FastAPI()


@app.get("/schema")
def schema() -> JSONResponse:
    return JSONResponse(schemas.User())  # E[fastapi-content]


@app.get("/detail")
def detail() -> None:
    raise HTTPException(409, detail={"user": schemas.User(name="b")})  # E[fastapi-content]


@app.post("/body")
def body(user: schemas.User) -> JSONResponse:
    return JSONResponse([user])  # E[fastapi-content]


@app.get("/model")
def model() -> JSONResponse:
    return JSONResponse(models.User(name="a"))


@app.get("/found")
def found() -> JSONResponse:
    return JSONResponse(models.find_user())


def demonstrate(client: TestClient) -> None:
    for wrong in ("/schema", "/detail"):
        assert client.get(wrong).status_code == 500, wrong
    assert client.post("/body", json={}).status_code == 500
    for right in ("/model", "/found"):
        assert client.get(right).json() == {"name": "a"}, right
