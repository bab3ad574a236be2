# Additional responses that declare no model for a status without a body.
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, status
from fastapi.testclient import TestClient
from pydantic import BaseModel


class Problem(BaseModel):
    detail: str


app = FastAPI(responses={204: {"description": "Nothing there"}})
router = APIRouter(responses={304: {"description": "Not modified"}, 404: {"model": Problem}})


@router.get(
    "/items",
    responses={
        204: {"description": "None left"},
        status.HTTP_304_NOT_MODIFIED: {"model": None},
        HTTPStatus.RESET_CONTENT: {},
        "2XX": {"model": Problem},
        "1XX": {"model": Problem},
        "default": {"model": Problem},
        "404": {"model": Problem},
    },
)
def read_items() -> list[int]:
    return []


@router.delete("/items", status_code=204, responses={409: {"model": Problem}})
def delete_items() -> None:
    return None


app.include_router(router, responses={403: {"model": Problem}})


def demonstrate(client: TestClient) -> None:
    assert client.get("/items").json() == []
    assert client.delete("/items").status_code == 204
