from fastapi import APIRouter

router = APIRouter()


@router.get("/items/{page}")
def read_page(page: int) -> str:
    return f"page {page}"
