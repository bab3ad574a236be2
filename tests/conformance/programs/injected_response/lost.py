# What is set on the injected response is lost where another one is sent.
# outcome: silent
from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/cookie")
def cookie(response: Response) -> JSONResponse:
    response.set_cookie("session", "1")  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/header")
def header(response: Response, ok: bool = False) -> RedirectResponse:
    response.headers["x-total"] = "1"  # E[fastapi-injected-response]
    if not ok:
        raise HTTPException(400)
    return RedirectResponse("/")


@app.get("/status")
def status(response: Response):
    response.status_code = 201  # E[fastapi-injected-response]
    return JSONResponse({})


def guard(response: Response) -> None:
    response.delete_cookie("session")  # E[fastapi-injected-response]
    raise HTTPException(401)


@app.get("/guarded", dependencies=[Depends(guard)])
def guarded() -> None: ...


def demonstrate(client: TestClient) -> None:
    for path in ("/cookie", "/header", "/guarded"):
        answer = client.get(path)
        assert "set-cookie" not in answer.headers
        assert "x-total" not in answer.headers
    assert client.get("/status").status_code == 200
