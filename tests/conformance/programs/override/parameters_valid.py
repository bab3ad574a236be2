# What a request has, an override may ask for; a mock with a signature has no others.
from unittest.mock import MagicMock, create_autospec

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def close(self) -> None:
        return None


def get_session() -> Session:
    return Session()


def get_query(q: str = "real") -> str:
    return q


def get_item(item_id: int) -> int:
    return item_id


def get_owner() -> str:
    return "real"


@app.get("/owners/{owner}")
def read_owner(owner: str) -> str:
    return owner


@app.get("/items/{item_id}")
def read(
    session: Session = Depends(get_session),
    q: str = Depends(get_query),
    item: int = Depends(get_item),
    given: str = Depends(get_owner),
) -> list[object]:
    return [q, item, given]


app.dependency_overrides[get_session] = lambda: MagicMock()
app.dependency_overrides[get_session] = create_autospec(get_session)
app.dependency_overrides[get_query] = lambda q: q.upper()
app.dependency_overrides[get_item] = lambda item_id, offset=1: int(item_id) + offset
app.dependency_overrides[get_owner] = lambda owner: owner


def demonstrate(client: TestClient) -> None:
    assert client.get("/items/3?q=a&owner=ada").json() == ["A", 4, "ada"]
