from typing import Annotated

from fastapi import Depends
from scoped_fastapi import ScopedRouter

from .database import Session, SessionDep, get_repository, get_session

router = ScopedRouter()


@router.post("/books")
def create(
    a: SessionDep,
    b: Annotated[Session, Depends(get_repository)],
    c: Annotated[Session, Depends(get_session)],
) -> str:
    return "created"
