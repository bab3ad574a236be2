# Handlers that give the injected response another status, themselves or by what they hand it to.
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()


def answer_with_body(response: Response) -> None:
    response.status_code = 200


@app.delete("/cart", status_code=204)
def empty(response: Response, verbose: bool = True):
    response.headers["X-Kind"] = "cart"
    if verbose:
        response.status_code = 200
        return {"emptied": True}


@app.delete("/list", status_code=204)
def clear(response: Response):
    response.delete_cookie("list")
    answer_with_body(response)
    return {"cleared": True}


@app.delete("/session", status_code=204)
def log_out(response: Response) -> None:
    response.delete_cookie("session")


def demonstrate(client: TestClient) -> None:
    assert client.delete("/cart").json() == {"emptied": True}
    assert client.delete("/list").json() == {"cleared": True}
    assert client.delete("/session").status_code == 204
