from fastapi import APIRouter

router = APIRouter()
others = APIRouter()


@router.get("/users")
def list_users() -> list[str]:
    return []


@others.get("/others")
def list_others() -> list[str]:
    return []
