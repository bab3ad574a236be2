# A prefix is a part of the path: its convertors have to be known, too.
# outcome: import
# raises: AssertionError: Unknown path convertor 'integer'
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/users/{user_id:integer}")  # E[fastapi-path]


@router.get("/name")
def read(user_id: int) -> int:
    return user_id


app.include_router(router, prefix="/{tenant:slug}")  # E[fastapi-path]
