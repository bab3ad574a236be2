# What the dependencies of an application, a router or an inclusion set is lost where the handler returns a response.
# outcome: silent
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.testclient import TestClient


def no_store(response: Response) -> None:
    response.headers["cache-control"] = "no-store"


def track(response: Response) -> None:
    response.set_cookie("track", "1")


def remember(request: Request, response: Response) -> None:
    request.state.response = response


def tell(request: Request, response: Response) -> None:
    response.headers["x-told"] = request.state.told = "1"


app = FastAPI(dependencies=[Depends(no_store)])
outer = APIRouter(prefix="/outer")
inner = APIRouter(prefix="/inner")
tracked = APIRouter(prefix="/tracked", dependencies=[Depends(track)])
remembered = APIRouter(prefix="/remembered", dependencies=[Depends(remember)])
told = FastAPI(dependencies=[Depends(tell)])
plain = FastAPI()


@app.get("/own")
def own() -> JSONResponse:  # E[fastapi-injected-response]
    return JSONResponse({})


@inner.get("/own")
async def inner_own() -> PlainTextResponse:  # E[fastapi-injected-response]
    return PlainTextResponse("own")


@tracked.get("/own")
def tracked_own() -> RedirectResponse:  # E[fastapi-injected-response]
    return RedirectResponse("/own")


@inner.get("/value", response_class=PlainTextResponse)
def value() -> str:
    return "value"


@app.get("/none")
def nothing() -> None:
    return None


@app.get("/some")
def some(own: bool = False) -> Any:
    if own:
        return JSONResponse({})
    return {}


@tracked.get("/handed")
def handed(response: Response) -> JSONResponse:
    return JSONResponse({}, headers=dict(response.headers))


@app.get("/missing")
def missing() -> None:
    raise HTTPException(404)


@remembered.get("/")
def copied(request: Request) -> JSONResponse:
    return JSONResponse({}, headers=dict(request.state.response.headers))


@plain.get("/")
def mounted() -> PlainTextResponse:
    return PlainTextResponse("No dependencies here.")


@told.middleware("http")
async def add_told(request: Request, call_next: Any) -> Response:
    response: Response = await call_next(request)
    response.headers["x-told"] = request.state.told
    return response


@told.get("/")
def told_by_others() -> PlainTextResponse:
    return PlainTextResponse("The middleware sets it.")


outer.include_router(inner)
app.include_router(outer, dependencies=[Depends(track)])
app.include_router(tracked)
app.include_router(remembered)
app.mount("/plain", plain)
app.mount("/told", told)


def demonstrate(client: TestClient) -> None:
    for path in ["/own", "/outer/inner/own", "/tracked/own"]:
        headers = client.get(path, follow_redirects=False).headers
        assert not {"set-cookie", "cache-control"} & set(headers), path
    for path in ["/outer/inner/value", "/none", "/some", "/tracked/handed", "/remembered/"]:
        assert "cache-control" in client.get(path).headers, path
    assert "x-told" in client.get("/told/").headers
