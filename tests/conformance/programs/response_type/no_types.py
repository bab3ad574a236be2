# A list, a value or an object is no type: FastAPI can make no field of it.
# outcome: import
# raises: Invalid args for response field!
import enum

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

app = FastAPI()
router = APIRouter()


class Item(BaseModel):
    name: str = "a"


class Plain:
    pass


class Color(enum.Enum):
    RED = "red"


ITEM = Item()
ITEMS = [Item]
NOT_FOUND = {404: {"model": [Item]}}  # E[fastapi-response-type]


@router.get("/object", response_model=Item(name="b"))  # E[fastapi-response-type]
def an_object() -> None:
    return None


@app.get("/", response_model=[Item])  # E[fastapi-response-type]
def read() -> list[Item]:
    return [Item()]


@router.get("/named-object", response_model=ITEM)  # E[fastapi-response-type]
def named_object() -> None:
    return None


@router.get("/named-list", response_model=ITEMS)  # E[fastapi-response-type]
def named_list() -> None:
    return None


@router.get("/plain", response_model=Plain())  # E[fastapi-response-type]
def plain_object() -> None:
    return None


@router.get("/tuple", response_model=(Item, Plain))  # E[fastapi-response-type]
def a_tuple() -> None:
    return None


@router.get("/set", response_model={Item})  # E[fastapi-response-type]
def a_set() -> set[Item]:
    return set()


@router.get("/dictionary", response_model={"item": Item})  # E[fastapi-response-type]
def a_dictionary() -> None:
    return None


@router.get("/number", response_model=3)  # E[fastapi-response-type]
def a_number() -> None:
    return None


@router.get(
    "/responses",
    responses={
        404: {"model": [Item]},  # E[fastapi-response-type]
        409: {"model": Item()},  # E[fastapi-response-type]
        422: {"model": Item},
    },
)
def responses() -> None:
    return None


@router.get("/named-responses", responses=NOT_FOUND)
def named_responses() -> None:
    return None
