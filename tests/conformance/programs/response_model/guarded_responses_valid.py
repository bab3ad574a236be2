# A function that declares nothing gives a response or None, and the handler asks which of them it is.
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Out(BaseModel):
    id: int


def refused(request: Request):
    if "token" in request.headers:
        return None
    return JSONResponse({"error": "no token"}, 401)


async def refused_later(request: Request):
    return refused(request)


@app.get("/truth", response_model=Out)
def truth(request: Request):
    response = refused(request)
    if response:
        return response
    return Out(id=1)


@app.get("/not-none", response_model=Out)
def not_none(request: Request):
    response = refused(request)
    if response is not None:
        return response
    return Out(id=1)


@app.get("/is-none", response_model=Out)
async def is_none(request: Request):
    response = await refused_later(request)
    if response is None:
        return Out(id=1)
    return response


@app.get("/instance", response_model=Out)
def instance(request: Request):
    response = refused(request)
    if isinstance(response, JSONResponse):
        return response
    return Out(id=1)


@app.get("/bound-in-the-test", response_model=Out)
def bound_in_the_test(request: Request):
    if response := refused(request):
        return response
    return Out(id=1)


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 401, path
        assert client.get(path, headers={"token": "t"}).json() == {"id": 1}, path
