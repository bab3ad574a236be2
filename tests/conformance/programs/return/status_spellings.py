# Responses without the status of their route, in other ways.
# outcome: silent
from http import HTTPStatus

import fastapi as f
import starlette.responses
from fastapi import APIRouter, FastAPI, Response, status
from fastapi.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    StreamingResponse,
)
from fastapi.responses import JSONResponse as J
from fastapi.testclient import TestClient

CREATED = 201
app = FastAPI()
router = APIRouter()


@app.post("/renamed", status_code=201)
def renamed():
    return J({})  # E[fastapi-return]


@app.post("/module", status_code=HTTPStatus.CREATED)
def module():
    return starlette.responses.JSONResponse(content={})  # E[fastapi-return]


@app.post("/named", status_code=CREATED)
async def named():
    answer = JSONResponse({})
    return answer  # E[fastapi-return]


@app.post("/cookie", status_code=status.HTTP_201_CREATED)
async def cookie():
    answer = JSONResponse({})
    answer.set_cookie("a", "b")
    return answer  # E[fastapi-return]


@app.post("/response", status_code=202)
def response() -> Response:
    return Response()  # E[fastapi-return]


@app.post("/html", status_code=201, response_class=HTMLResponse)
def html():
    return HTMLResponse("x", headers={"a": "b"})  # E[fastapi-return]


@app.post("/redirect", status_code=303)
def redirect():
    return RedirectResponse("/x")  # E[fastapi-return]


@app.post("/redirect2", status_code=302)
def redirect2():
    return RedirectResponse(url="/x", headers={})  # E[fastapi-return]


@router.post("/branch", status_code=201)
def branch(a: int = 1):
    if a:
        return JSONResponse({})  # E[fastapi-return]
    return {}


@app.api_route("/match", methods=["POST"], status_code=201)
def matched(a: int = 1):
    match a:
        case 1:
            return PlainTextResponse("x")  # E[fastapi-return]
        case _:
            return JSONResponse({}, 201)


@app.post("/try", status_code=201)
def trying():
    try:
        return StreamingResponse(iter("a"))  # E[fastapi-return]
    except ValueError:
        return JSONResponse({}, status_code=400)


def added():
    return JSONResponse({})  # E[fastapi-return]


app.add_api_route("/added", added, methods=["POST"], status_code=201)


def answer() -> JSONResponse:
    return JSONResponse({})


@app.post("/walrus", status_code=201)
def walrus():
    return (found := JSONResponse({}))  # E[fastapi-return]


@app.post("/returned", status_code=201)
async def returned():
    return f.responses.JSONResponse(dict(a=1), media_type="a/b")  # E[fastapi-return]


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for (
        path
    ) in "renamed module named cookie html branch match try added walrus returned response".split():
        assert client.post(f"/{path}").status_code == 200, path
    for path in "redirect redirect2".split():
        assert client.post(f"/{path}", follow_redirects=False).status_code == 307
