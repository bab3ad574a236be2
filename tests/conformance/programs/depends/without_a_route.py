# Dependencies are checked where they are written, registered or not: a parameter that declares
# one is meant for FastAPI.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.security import SecurityScopes


def get_id() -> int:
    return 3


def check(scopes: SecurityScopes, id: str = Depends(get_id)) -> None:  # E[fastapi-depends]
    return None


async def handler(id: Annotated[str, Depends(get_id)]) -> None:  # E[fastapi-depends]
    return None


router = APIRouter()
router.add_api_route("/", handler)
