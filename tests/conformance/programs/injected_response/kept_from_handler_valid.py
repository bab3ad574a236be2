# What a dependency sets only where it raises then does not come to a handler, whatever that returns.
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


def get_user(request: Request, response: Response) -> str:
    try:
        name = request.cookies["token"]
    except KeyError:
        if request.cookies.get("other"):
            response.delete_cookie("other")
        raise HTTPException(401) from None
    return name


def by_hand(request: Request) -> Response:
    response = JSONResponse({})
    try:
        get_user(request, response)
    except HTTPException as error:
        response.status_code = error.status_code
    return response


@app.get("/user")
def read_user(user: Annotated[str, Depends(get_user)]):
    return JSONResponse({"user": user})


@app.get("/by-hand")
def read_by_hand(request: Request):
    return by_hand(request)


def demonstrate(client: TestClient) -> None:
    client.cookies.set("other", "1")
    assert client.get("/user").status_code == 401
    assert "set-cookie" in client.get("/by-hand").headers
    client.cookies.set("token", "t")
    assert client.get("/user").json() == {"user": "t"}
