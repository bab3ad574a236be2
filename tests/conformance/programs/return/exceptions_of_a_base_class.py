# A function declares no more than that it gives an exception; what is returned was narrowed to the one that is to be raised.
# outcome: silent
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


def trouble(name: str) -> Exception:
    return HTTPException(404) if name == "a" else ValueError(name)


@app.get("/narrowed/{name}")
def narrowed(name: str):
    error = trouble(name)
    if isinstance(error, HTTPException):
        return error  # E[fastapi-return]
    return str(error)


@app.get("/raised/{name}")
def raised(name: str) -> object:
    error = trouble(name)
    if isinstance(error, HTTPException):
        raise error
    return str(error)


def demonstrate(client: TestClient) -> None:
    assert client.get("/narrowed/a").status_code == 200
    assert client.get("/narrowed/b").json() == "b"
    assert client.get("/raised/a").status_code == 404
