# Handlers of routes without a body that return nothing.
from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/router")


@app.delete("/unannotated/{item_id}", status_code=204)
def unannotated(item_id: int):
    if item_id == 1:
        return
    if item_id == 2:
        return None
    if item_id == 3:
        raise HTTPException(404)


@app.delete("/annotated", status_code=204)
def annotated() -> None:
    return None


@app.delete("/string", status_code=204)
async def string() -> "None":
    """Delete."""


@router.put("/empty", status_code=204)
async def empty(): ...


@router.get("/not-modified", status_code=304)
async def not_modified() -> None:
    pass


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for item_id in (1, 2, 4):
        assert client.delete(f"/unannotated/{item_id}").content == b""
    for path in ("/annotated", "/string"):
        assert client.delete(path).status_code == 204
    assert client.put("/router/empty").status_code == 204
    assert client.get("/router/not-modified").status_code == 304
