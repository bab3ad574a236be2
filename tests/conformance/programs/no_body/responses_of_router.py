# The additional responses of a router are those of each of its routes.
# outcome: import
# raises: AssertionError: Status code 204 must not have a response body
from fastapi import APIRouter

router = APIRouter(responses={204: {"model": list[int]}})  # E[fastapi-no-body]


@router.get("/items")
def read_items() -> list[int]:
    return []
