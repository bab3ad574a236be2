# One handler under several decorators.
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


@app.delete("/items", status_code=204)
@app.delete("/things", status_code=204)
def delete_items() -> None:
    return None


@router.get("/names")
@router.post("/names", status_code=201)
def names() -> list[str]:
    return ["a"]


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.delete("/items").status_code == 204
    assert client.delete("/things").status_code == 204
    assert client.post("/names").json() == ["a"]
