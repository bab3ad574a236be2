from typing import Annotated

from fastapi import APIRouter, Depends

from .dependencies import Session, User, get_session, get_user

router = APIRouter()


@router.get("/")
def read(
    user: Annotated[User, Depends(get_user)], session: Annotated[Session, Depends(get_session)]
) -> list[str]:
    return [type(user).__name__, type(session).__name__]
