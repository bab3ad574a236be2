# The typed router and application with routes that have no body, and with some that have one.
from fastapi import Response
from fastapi.testclient import TestClient
from pydantic import BaseModel
from scoped_fastapi import ScopedFastAPI, ScopedRouter


class Item(BaseModel):
    name: str


app = ScopedFastAPI()
router = ScopedRouter(prefix="/items")


@router.delete("/", status_code=204)
def delete_items() -> None:
    return None


@router.put("/", status_code=204)
async def put_items() -> Response | None:
    return Response(status_code=204)


@router.get("/", status_code=200)
def read_items() -> Item | Response:
    return Item(name="a")


@app.post("/form", status_code=205)
def reset() -> None:
    return None


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.delete("/items/").status_code == 204
    assert client.put("/items/").status_code == 204
    assert client.get("/items/").json() == {"name": "a"}
    assert client.post("/form").status_code == 205
