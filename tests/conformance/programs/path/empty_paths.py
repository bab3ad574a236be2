# An empty path without any prefix.
# outcome: import
# raises: FastAPIError: Prefix and path cannot be both empty
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(tags=["items"])


@router.get("")
def read_items() -> str:
    return "items"


app.include_router(router)  # E[fastapi-path]
