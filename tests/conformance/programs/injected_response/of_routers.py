# Lost, in routers, classes and by decorators of both kinds.
# outcome: silent
from collections.abc import AsyncIterator
from typing import Annotated, Any

import fastapi
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Response, Security
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse, StreamingResponse
from fastapi.testclient import TestClient
from starlette.responses import Response as StarletteResponse

app = FastAPI()
router = APIRouter(prefix="/r")


async def csrf(response: fastapi.Response) -> str:
    response.set_cookie("csrf", "x")
    return "x"


async def rotate(response: Response) -> AsyncIterator[None]:
    response.delete_cookie("session")
    yield


def starlette(response: StarletteResponse) -> None:
    response.headers.update({"x-a": "b"})


GUARDS = [Depends(csrf)]


@router.post("/0", dependencies=GUARDS)  # E[fastapi-injected-response]
async def r0() -> Any:
    return PlainTextResponse("x")


@router.get("/1")
async def r1(token: str = Security(csrf)) -> StreamingResponse:  # E[fastapi-injected-response]
    return StreamingResponse(iter([token]))


@router.get(
    "/2",
    dependencies=[
        Depends(rotate),  # E[fastapi-injected-response]
        Depends(starlette),  # E[fastapi-injected-response]
    ],
)
async def r2() -> JSONResponse:
    response = JSONResponse({})
    response.headers["x-b"] = "c"
    return response


class Views:
    def read(self, token: Annotated[str, Depends(csrf)]) -> Any:  # E[fastapi-injected-response]
        return PlainTextResponse(token)


views = Views()
router.add_api_route("/3", views.read)


@router.get("/4")
async def r4(token: str = Depends(csrf)) -> Any:  # E[fastapi-injected-response]
    try:
        return PlainTextResponse(token)
    except ValueError as error:
        raise HTTPException(400) from error
    finally:
        print(token)


@router.get("/5")
async def r5(token: str = Depends(csrf)) -> Any:  # E[fastapi-injected-response]
    match token:
        case "x":
            return PlainTextResponse(token)
        case _:
            return JSONResponse({})


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for n in range(6):
        response = client.post("/r/0") if not n else client.get(f"/r/{n}")
        assert response.status_code == 200
        assert not {"set-cookie", "x-a"} & set(response.headers), n
