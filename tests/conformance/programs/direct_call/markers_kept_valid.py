# Markers that stay markers.
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query
from fastapi.params import Depends as Marker
from fastapi.testclient import TestClient


class Session:
    def query(self) -> str:
        return "x"


def get_db() -> Session:
    return Session()


def needs(role: str) -> Any:
    def check() -> str:
        return role

    return Depends(check)


def all_needed(*roles: str) -> list[Any]:
    found = []
    for role in roles:
        marker = needs(role)
        found.append(marker)
    return found


def make(app: FastAPI) -> None:
    db = Depends(get_db)
    Alias = Annotated[Session, db]
    limit = Query(10)

    @app.get("/1")
    def one(session: Session = db, other: Session = Depends(get_db), number: int = limit) -> str:
        return session.query()

    @app.get("/2")
    def two(session: Alias) -> str:  # type: ignore
        return session.query()

    @app.get("/3", dependencies=[db])
    def three() -> str:
        return "x"


def show(marker: Any) -> str:
    marker = Depends(get_db)
    assert isinstance(marker, Marker)
    return marker.dependency.__name__


class View:
    db: Session = Depends(get_db)
    router = APIRouter()


def with_override(app: FastAPI) -> None:
    marker = Depends(get_db)
    app.dependency_overrides[marker.dependency] = get_db


app = FastAPI(dependencies=all_needed("a", "b"))
make(app)
with_override(app)


@app.get("/4")
def four(session: Session = Depends(get_db)) -> str:
    def inner(db: Session = session) -> str:
        return db.query()

    return inner()


@app.get("/5")
def five(role: str = needs("x")) -> str:
    return role


@app.get("/6")
def six() -> str:
    return repr(Depends(get_db))[:0] + show(None)[:0] + "x"


@app.get("/7")
def seven() -> str:
    marker = Depends(get_db)
    return marker.dependency().query() if marker.use_cache and marker == marker else ""


def demonstrate(client: TestClient) -> None:
    for i in range(1, 8):
        assert client.get(f"/{i}").json() == "x", i
