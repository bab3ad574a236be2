# A handler that is called as a plain function gets the markers as its arguments.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


class Session:
    def count(self) -> int:
        return 3


def get_session() -> Session:
    return Session()


@app.get("/items")
def read_items(session: Session = Depends(get_session)) -> str:
    return type(session).__name__


@app.post("/items")
@router.put("/items")
async def save_items(name: str, session: Session = Depends(get_session)) -> str:
    return f"{name} {type(session).__name__}"


@app.get("/both")
async def read_both() -> list[str]:
    return [
        read_items(),  # E[fastapi-direct-call]
        await save_items("a"),  # E[fastapi-direct-call]
        await save_items(name="a"),  # E[fastapi-direct-call]
    ]


@app.get("/annotated")
async def read_annotated(session: Annotated[Session, Depends(get_session)]) -> list[str]:
    return [
        read_items(session),
        read_items(session=session),
        await save_items("a", session),
        await save_items(session=session, name="a"),
    ]


def demonstrate(client: TestClient) -> None:
    assert client.get("/both").json() == ["Depends", "a Depends", "a Depends"]
    assert client.get("/annotated").json() == ["Session", "Session", "a Session", "a Session"]
