from fastapi import APIRouter

from . import items as shop_items
from . import users

api_router = APIRouter()
api_router.include_router(users.router, prefix="/users", tags=["users"])
api_router.include_router(shop_items.router)
