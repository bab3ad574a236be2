# A prefix that a router is not included with.
# outcome: import
# raises: AssertionError: A path prefix must start with '/'
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@router.get("/{item_id}")
def read_item(item_id: int) -> int:
    return item_id


app.include_router(router, prefix="items")  # E[fastapi-path]
