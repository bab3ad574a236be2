# A scoped router leaves responses out of a union, not out of a list.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import Response
from scoped_fastapi import ScopedRouter

router = ScopedRouter()


@router.get("/")
def read() -> list[Response]:  # E[fastapi-response-type]
    return []
