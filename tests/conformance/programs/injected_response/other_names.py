# The injected response by another name, and a name that means another response later.
# outcome: silent
from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/renamed")
def renamed(response: Response, missing: bool = False):
    r: Response = response
    if missing:
        r.status_code = 404
        return {"detail": "missing"}
    r.headers["x-lost"] = "1"  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/headers")
def of_headers(response: Response) -> None:
    headers = response.headers
    headers["x-lost"] = "1"  # E[fastapi-injected-response]
    raise HTTPException(400)


@app.get("/bound-again")
def bound_again(response: Response, short: bool = False):
    response.headers["x-lost"] = "1"
    if short:
        return {"short": True}
    response.set_cookie("lost", "1")  # E[fastapi-injected-response]
    response = JSONResponse({})
    response.headers["x-sent"] = "1"
    return response


def limited(response: Response) -> None:
    headers = response.headers
    headers.update({"x-lost": "1"})


@app.get("/limited")
def of_dependency(limit: None = Depends(limited)) -> JSONResponse:  # E[fastapi-injected-response]
    return JSONResponse({})


def demonstrate(client: TestClient) -> None:
    for path in ("renamed", "headers", "bound-again", "limited"):
        headers = client.get(f"/{path}").headers
        assert "x-lost" not in headers
        assert "set-cookie" not in headers
    assert client.get("/renamed", params={"missing": True}).status_code == 404
    assert client.get("/bound-again", params={"short": True}).headers["x-lost"] == "1"
