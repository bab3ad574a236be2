# A router that is included in itself.
# outcome: import
# raises: AssertionError: Cannot include the same APIRouter instance into itself
# fastapi: 0.129
from fastapi import APIRouter, FastAPI

app = FastAPI()
items = APIRouter()
users = APIRouter(prefix="/users")

items.include_router(users)
app.include_router(items)
items.include_router(items, prefix="/items")  # E[fastapi-path]
