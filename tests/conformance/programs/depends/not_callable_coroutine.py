# outcome: import
# raises: TypeError: <coroutine object get_user at
from fastapi import APIRouter, Depends

router = APIRouter()


async def get_user() -> str:
    return "Ada"


@router.get("/")
async def read(user: str = Depends(get_user())) -> None:  # E[fastapi-depends]
    return None
