# A returned response has its own status, and that of the route does not count.
# outcome: silent
from typing import Any

from fastapi import APIRouter, FastAPI, status
from fastapi.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    StreamingResponse,
)
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


class Created(JSONResponse):
    media_type = "application/problem+json"


@app.post("/items", status_code=201)
def create_item() -> JSONResponse:
    return JSONResponse({"id": 1})  # E[fastapi-return]


@app.post("/users", status_code=status.HTTP_201_CREATED)
async def create_user(name: str = "a") -> Any:
    if not name:
        return JSONResponse({"detail": "no name"}, status_code=422)
    response = JSONResponse(content={"name": name})
    response.set_cookie("name", name)
    return response  # E[fastapi-return]


@router.post("/own", status_code=202)
def own(later: bool = False) -> Any:
    return Created({}) if later else Created({}, 202)  # E[fastapi-return]


@router.get("/missing", status_code=404)
def missing() -> HTMLResponse:
    return HTMLResponse("not here")  # E[fastapi-return]


@router.get("/part", status_code=206)
def part() -> StreamingResponse:
    return StreamingResponse(iter([b"a"]))  # E[fastapi-return]


@router.post("/moved", status_code=303)
def moved() -> RedirectResponse:
    return RedirectResponse("/items")  # E[fastapi-return]


@router.get("/found", status_code=status.HTTP_302_FOUND, response_class=RedirectResponse)
def found() -> RedirectResponse:
    return RedirectResponse(url="/items")  # E[fastapi-return]


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.post("/items").status_code == 200
    assert client.post("/users").status_code == 200
    assert client.post("/own?later=1").status_code == 200
    assert client.get("/missing").status_code == 200
    assert client.get("/part").status_code == 200
    assert client.post("/moved", follow_redirects=False).status_code == 307
    assert client.get("/found", follow_redirects=False).status_code == 307
