from fastapi import APIRouter

router = APIRouter()


@router.get("/second")
def of_second() -> str:
    return "x"
