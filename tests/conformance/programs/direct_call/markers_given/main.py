# A marker that a body makes, and gives to functions that take it for the value.
# outcome: 500
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from . import crud
from .crud import Users, list_users

app = FastAPI()


class Session:
    def names(self) -> list[str]:
        return ["Ada"]


def get_db() -> Session:
    return Session()


@app.get("/module")
def by_module() -> list[str]:
    db = Depends(get_db)  # E[fastapi-direct-call]
    return crud.list_users(db)


@app.get("/name")
def by_name() -> list[str]:
    db: Session = Depends(get_db)  # E[fastapi-direct-call]
    users = list_users(skip=0, db=db)
    return users


@app.get("/awaited")
async def awaited() -> str:
    db = Depends(get_db)  # E[fastapi-direct-call]
    return await crud.first_user(db)


@app.get("/through")
def through() -> int:
    db = Depends(get_db)  # E[fastapi-direct-call]
    return crud.count_users(db)


@app.get("/object")
def by_object() -> list[str]:
    db = Depends(get_db)  # E[fastapi-direct-call]
    return Users(db).all()


@app.get("/right")
def right(db: Session = Depends(get_db)) -> list[str]:
    return crud.list_users(db)


def demonstrate(client: TestClient) -> None:
    for path in ("module", "name", "awaited", "through", "object"):
        assert client.get(f"/{path}").status_code == 500, path
    assert client.get("/right").json() == ["Ada"]
