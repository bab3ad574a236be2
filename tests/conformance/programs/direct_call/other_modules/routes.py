from fastapi import APIRouter, Depends

from .plain import text

router = APIRouter()


@router.get("/text")
async def read_text(value: str = Depends(text)) -> str:
    return type(value).__name__
