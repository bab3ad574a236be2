# The annotation stands on another line than the `def`.
# outcome: import
# raises: AssertionError: Status code 304 must not have a response body
from fastapi import APIRouter

router = APIRouter()


@router.get(
    "/items/{item_id}",
    status_code=304,
)
async def read_item(  # E[fastapi-no-body]
    item_id: int,
    etag: str | None = None,
) -> list[str]:
    return []
