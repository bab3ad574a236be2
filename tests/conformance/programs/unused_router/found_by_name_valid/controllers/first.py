from fastapi import APIRouter

router = APIRouter()


@router.get("/first")
def of_first() -> str:
    return "x"
