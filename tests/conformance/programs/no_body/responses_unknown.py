# Additional responses that are put together.
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel


class Problem(BaseModel):
    detail: str


Responses = dict[int | str, dict[str, Any]]
COMMON: Responses = {404: {"model": Problem}, 204: {"description": "None left"}}


def problems(*codes: int) -> Responses:
    return {code: {"model": Problem} for code in codes}


def described(description: str) -> dict[str, Any]:
    return {"description": description}


app = FastAPI(responses=problems(400, 401))
router = APIRouter(responses=COMMON)


@router.get("/spread", responses={**COMMON, 409: {"model": Problem}})
def spread() -> int:
    return 1


@router.get("/merged", responses=COMMON | problems(409))
def merged() -> int:
    return 1


@router.get("/called", responses={204: described("None"), 304: dict(description="Same")})
def called() -> int:
    return 1


app.include_router(router, responses=problems(403))


def demonstrate(client: TestClient) -> None:
    for path in ("/spread", "/merged", "/called"):
        assert client.get(path).json() == 1
