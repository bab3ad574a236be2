from fastapi import APIRouter

router = APIRouter(prefix="/items")


@router.get("/{item_id}")  # E[fastapi-router]
def read_item(item_id: int) -> str:
    return f"item {item_id}"
