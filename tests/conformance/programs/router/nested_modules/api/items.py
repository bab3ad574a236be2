from fastapi import APIRouter

router = APIRouter()
other = APIRouter(prefix="/items")


@router.get("/items/{item_id}")
def get_item(item_id: int) -> str:
    return "first"


@other.get("/{id}")  # E[fastapi-router]
def get_other(id: int) -> str:
    return "second"


@other.get("/{item_id}/{part:path}")
def parts(item_id: int, part: str) -> str:
    return "parts"


@other.get("/{item_id}/rows/{row_id}")  # E[fastapi-path]
def row(item_id: int, row_id: int) -> str:
    return "row"


@other.delete("/{item_id}/rows/{row_id}")
def delete_row(item_id: int, row_id: int) -> str:
    return "deleted"


@other.get("/{item_id}.json")  # E[fastapi-path]
def as_json(item_id: int) -> str:
    return "json"
