# What a dependency sets is lost, too, where the handler returns a response.
# outcome: silent
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse
from fastapi.testclient import TestClient

app = FastAPI()


def set_session(response: Response) -> str:
    response.set_cookie("session", "x")
    return "x"


def no_cache(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"


def both(session: Annotated[str, Depends(set_session)]) -> str:
    return session


def around(response: Response) -> Iterator[str]:
    response.headers["x-trace"] = "1"
    yield "1"


class Pages:
    def __init__(self, response: Response, page: int = 1) -> None:
        response.headers["x-page"] = str(page)
        self.page = page


class Setter:
    def __call__(self, response: Response) -> None:
        response.headers["x-set"] = "1"


Session = Annotated[str, Depends(set_session)]


@app.get("/0")
def r0(
    session: Annotated[str, Depends(set_session)],  # E[fastapi-injected-response]
) -> RedirectResponse:
    return RedirectResponse("/")


@app.get("/1", dependencies=[Depends(no_cache)])  # E[fastapi-injected-response]
def r1() -> Any:
    return JSONResponse({})


@app.get("/2")
def r2(session: str = Depends(both)) -> Any:  # E[fastapi-injected-response]
    return HTMLResponse(session)


@app.get("/3")
def r3(trace: Annotated[str, Depends(around)]) -> Response:  # E[fastapi-injected-response]
    return Response(trace)


@app.get("/4")
def r4(session: Session) -> Response:  # E[fastapi-injected-response]
    return Response(session)


@app.get("/5")
def r5(pages: Annotated[Pages, Depends()]) -> Response:  # E[fastapi-injected-response]
    return JSONResponse({"page": pages.page})


@app.get("/6", dependencies=[Depends(Setter())])  # E[fastapi-injected-response]
def r6() -> Any:
    if app.debug:
        raise HTTPException(400)
    return JSONResponse({})


@app.get("/v0")
def v0(session: Session) -> dict[str, str]:
    return {"session": session}


@app.get("/v1")
def v1(session: Session, n: int = 0) -> Any:
    if n:
        return RedirectResponse("/")
    return {"session": session}


@app.get("/v2")
def v2(session: Session, response: Response) -> Any:
    response.status_code = 200
    return response


@app.get("/v3")
def v3(session: Session, response: Response) -> Any:
    return JSONResponse({}, headers=dict(response.headers))


@app.get("/v4")
def v4(session: Session) -> Any:
    raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    for n in range(7):
        found = client.get(f"/{n}", follow_redirects=False).headers
        assert not {"set-cookie", "cache-control", "x-trace", "x-page", "x-set"} & set(found), n
    for n in range(4):
        assert "set-cookie" in client.get(f"/v{n}").headers, n
