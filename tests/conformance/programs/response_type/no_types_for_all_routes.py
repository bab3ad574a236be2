# What a router or an application says of the responses of all its routes is made fields of as well.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel


class Item(BaseModel):
    name: str = "a"


class Plain:
    pass


app = FastAPI(
    responses={
        404: {"model": [Item]},  # E[fastapi-response-type]
        409: {"model": Item | None},
    }
)
router = APIRouter(
    prefix="/items",
    responses={
        "4XX": {"model": Item()},  # E[fastapi-response-type]
    },
)
other = APIRouter(responses={500: {"description": "broken"}})


@router.get("/")
def read() -> list[Item]:
    return [Item()]


@other.get("/other")
def read_other() -> Item:
    return Item()


app.include_router(router, responses={418: {"model": (Item,)}})  # E[fastapi-response-type]
app.include_router(other, responses={500: {"model": Plain}})  # E[fastapi-response-type]
