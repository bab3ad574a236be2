# A response that a dependency returns is not sent.
# outcome: silent
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.testclient import TestClient

app = FastAPI()


def redirect(request: Request) -> RedirectResponse | None:
    if "token" not in request.cookies:
        return RedirectResponse("/login")
    return None


async def refuse(request: Request) -> Response:
    return JSONResponse({"detail": "no"}, status_code=401)


def not_annotated(request: Request):
    if "token" not in request.cookies:
        return RedirectResponse("/login")


def name_or_redirect(request: Request) -> str | RedirectResponse:
    return request.cookies.get("name") or RedirectResponse("/login")


def anything(request: Request) -> Any:
    if "token" in request.cookies:
        return "name"
    return JSONResponse({"detail": "no"}, status_code=401)


@app.get("/redirect", dependencies=[Depends(redirect)])  # E[fastapi-guard]
def redirected() -> str:
    return "secret"


@app.get("/refuse", dependencies=[Depends(refuse)])  # E[fastapi-guard]
def refused() -> str:
    return "secret"


@app.get("/inferred", dependencies=[Depends(not_annotated)])  # E[fastapi-guard]
def inferred() -> str:
    return "secret"


@app.get("/name", dependencies=[Depends(name_or_redirect)])  # E[fastapi-guard]
def named() -> str:
    return "secret"


@app.get("/anything", dependencies=[Depends(anything)])  # E[fastapi-guard]
def of_anything() -> str:
    return "secret"


@app.get("/parameter")
def parameter(_: Annotated[object, Depends(redirect)]) -> str:  # E[fastapi-guard]
    return "secret"


def demonstrate(client: TestClient) -> None:
    for path in ("/redirect", "/refuse", "/inferred", "/name", "/anything", "/parameter"):
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code == 200, path
        assert answer.json() == "secret", path
