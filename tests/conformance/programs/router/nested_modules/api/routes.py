from fastapi import APIRouter

from . import items, users
from .items import other as items_router

api = APIRouter()
for each in (users.router, items.router):
    api.include_router(each)
api.include_router(items_router)
