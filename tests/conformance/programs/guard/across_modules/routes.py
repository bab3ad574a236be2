from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse

from . import deps
from .deps import LISTED, MISTAKEN, Can, CurrentUser, is_admin, trace

router = APIRouter(prefix="/shop", dependencies=[*MISTAKEN])  # E[fastapi-guard]
other = APIRouter(prefix="/other", dependencies=deps.MORE)  # E[fastapi-guard]
right = APIRouter(prefix="/right", dependencies=LISTED)


class AdminRouter(APIRouter):
    def __init__(self, **options: Any) -> None:
        super().__init__(dependencies=[Depends(is_admin)], **options)  # E[fastapi-guard]


own = AdminRouter(prefix="/own")


@router.get("/0", dependencies=[Depends(deps.is_admin)])  # E[fastapi-guard]
@other.get("/0", dependencies=[Depends(deps.Can("admin"))])
@right.get("/0")
@own.get("/0")
def read() -> str:
    return "x"


@right.get("/1", dependencies=[Depends(deps.trace)])  # E[fastapi-injected-response]
def text(user: CurrentUser) -> PlainTextResponse:
    return PlainTextResponse(user.role)


@right.get("/2", dependencies=[Depends(trace), Depends(Can("admin"))])
def value(admin: Annotated[bool, Depends(is_admin)]) -> bool:
    return admin
