# A prefix that a router is refused for.
# outcome: import
# raises: AssertionError: A path prefix must not end with '/'
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/items/")  # E[fastapi-path]


@router.get("/{item_id}")
def read_item(item_id: int) -> int:
    return item_id


app.include_router(router)
