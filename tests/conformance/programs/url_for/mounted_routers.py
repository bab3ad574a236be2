# Names inside of routers and applications of Starlette's, which take their routes by position.
# outcome: 500
from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.routing import Mount, Route, Router


async def page(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.url.path)


app = FastAPI(routes=[Mount("/parts", routes=[Route("/one", page, name="one")], name="parts")])
app.mount("/router", Router([Route("/{name}", page, name="page")]), name="router")
app.mount("/named", Router(routes=[Route("/list", page)]), name="named")
app.mount("/starlette", Starlette(False, [Route("/page", page)]), name="starlette")


@app.get("/right")
def right(request: Request) -> list[str]:
    found = [
        request.url_for("parts:one"),
        request.url_for("router:page", name="x"),
        request.url_for("named:page"),
        request.url_for("starlette:page"),
    ]
    return [url.path for url in found]


@app.get("/wrong")
def wrong(request: Request) -> str:
    return str(request.url_for("router:list"))  # E[fastapi-url-for]


@app.get("/other")
def other(request: Request) -> str:
    return str(request.url_for("starlette:pages"))  # E[fastapi-url-for]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == [
        "/parts/one",
        "/router/x",
        "/named/list",
        "/starlette/page",
    ]
    assert client.get("/wrong").status_code == 500
    assert client.get("/other").status_code == 500
