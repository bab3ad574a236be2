# What is set on a response and sent.
# fastapi: 0.129
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.testclient import TestClient

app = FastAPI()


def user(request: Request, response: Response) -> str:
    name = request.cookies.get("user")
    if name is None:
        response.delete_cookie("user")
        raise HTTPException(401)
    return name


async def optional_user(request: Request, response: Response) -> str | None:
    """Calls the other one itself, and goes on."""
    try:
        return user(request, response)
    except HTTPException:
        return None


@app.get("/1")
def one(name: Annotated[str | None, Depends(optional_user)]) -> str:
    return "x"


@app.get("/strict")
def strict(name: Annotated[str, Depends(user)]) -> str:
    return name


@app.get("/2")
def two(response: Response, a: bool = False) -> Any:
    response.set_cookie("user", "1")
    if a:
        return RedirectResponse("/x")
    return {}


@app.get("/3")
def three(response: Response) -> Any:
    response.set_cookie("user", "1")
    return JSONResponse({}, headers=dict(response.headers))


@app.get("/4")
def four(response: Response) -> Any:
    response.set_cookie("user", "1")
    response.status_code = 200
    return response


@app.get("/5")
def five(response: Response) -> Any:
    try:
        response.set_cookie("user", "1")
        raise HTTPException(400)
    except HTTPException:
        return {}


def headers(response: Response) -> None:
    response.headers["set-cookie"] = "1"


@app.get("/6", dependencies=[Depends(headers)])
def six() -> dict[str, str]:
    return {}


@app.get("/7")
def seven() -> Any:
    response = JSONResponse({})
    response.set_cookie("user", "1")
    return response


@app.get("/8")
def eight(response: Response) -> Any:
    response.set_cookie("user", "1")
    other = JSONResponse({})
    other.raw_headers.extend(response.raw_headers)
    return other


def make() -> Response:
    return JSONResponse({})


@app.get("/9")
def nine(response: Response = Depends(make)) -> Any:
    response.set_cookie("user", "1")
    return response


def add(target: Response) -> None:
    target.set_cookie("user", "1")


@app.get("/10")
def ten(response: Response) -> Any:
    add(response)
    return {}


@app.get("/11")
def eleven(response: Response) -> Any:
    for _ in range(2):
        try:
            response.set_cookie("user", "1")
            return int("x")
        except ValueError:
            continue
    return {}


@app.get("/12")
def twelve(response: Response) -> Any:
    def inner() -> None:
        response.set_cookie("user", "1")
        raise ValueError

    try:
        inner()
    except ValueError:
        pass
    return {}


class Problem(Exception):
    def __init__(self, response: Response) -> None:
        self.response = response


@app.exception_handler(Problem)
async def on_problem(request: Request, error: Problem) -> Response:
    return JSONResponse({}, headers=dict(error.response.headers))


@app.get("/13")
def thirteen(response: Response) -> Any:
    response.set_cookie("user", "1")
    raise Problem(response)


@app.get("/14")
def fourteen(response: Response) -> Any:
    with __import__("contextlib").suppress(ValueError):
        response.set_cookie("user", "1")
        raise ValueError
    return {}


def demonstrate(client: TestClient) -> None:
    for i in range(1, 15):
        assert "set-cookie" in client.get(f"/{i}").headers, i
        client.cookies.clear()
