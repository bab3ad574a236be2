# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from fastapi import APIRouter, status
from pydantic import BaseModel

router = APIRouter()


class Item(BaseModel):
    name: str


@router.delete(
    "/items",
    response_model=list[Item],  # E[fastapi-no-body]
    status_code=status.HTTP_204_NO_CONTENT,
)
async def delete_items() -> None:
    return None
