# The typed router refuses a generator, which FastAPI accepts.
# outcome: import
# raises: NoBodyStatusError: GET /items: status code 204 must not have a response body
from collections.abc import Iterator

from scoped_fastapi import ScopedRouter

router = ScopedRouter()


@router.get("/items", status_code=204)
def read_items() -> Iterator[int]:  # E[fastapi-no-body]
    yield 1
