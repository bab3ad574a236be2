# outcome: import
# raises: NoBodyStatusError: DELETE /items: status code 205 must not have a response body
from scoped_fastapi import ScopedFastAPI

app = ScopedFastAPI()


@app.delete(
    "/items",
    status_code=205,
    response_model=list[int],  # E[fastapi-no-body]
)
def delete_items() -> None:
    return None
