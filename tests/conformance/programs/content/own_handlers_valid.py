# A handler of the application's own may encode the detail.
from fastapi import FastAPI, HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Problem(BaseModel):
    text: str = "no"


@app.exception_handler(HTTPException)
def answer(request: Request, error: HTTPException) -> JSONResponse:
    return JSONResponse(jsonable_encoder(error.detail), error.status_code)


@app.get("/")
def model() -> None:
    raise HTTPException(400, Problem())


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == {"text": "no"}
