from fastapi import APIRouter

router = APIRouter()


@router.get("/{section}/me")
def read_page(section: str) -> str:
    return f"page {section}/me"
