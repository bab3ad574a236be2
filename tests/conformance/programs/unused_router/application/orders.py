from fastapi import APIRouter

router = APIRouter(prefix="/orders")  # E[fastapi-unused-router]
empty = APIRouter()


@router.get("")
def read_orders() -> str:
    return "orders"
