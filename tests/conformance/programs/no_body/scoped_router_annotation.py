# outcome: import
# raises: NoBodyStatusError: DELETE /items: status code 204 must not have a response body
from scoped_fastapi import ScopedRouter

router = ScopedRouter()


@router.delete("/items", status_code=204)
def delete_items() -> dict[str, int]:  # E[fastapi-no-body]
    return {"deleted": 1}
