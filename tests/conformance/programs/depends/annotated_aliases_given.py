# An alias of Annotated is a type: FastAPI asks the query for "args" and "kwargs", whatever it asks for itself.
# outcome: 422
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Database:
    pass


def get_database() -> Database:
    return Database()


DatabaseDep = Annotated[Database, Depends(get_database)]
Plain = Annotated[Database, "the database"]


@app.get("/default")
def by_default(database: Database = Depends(DatabaseDep)) -> str:  # E[fastapi-depends]
    return "ok"


@app.get("/untyped")
def without_type(database=Depends(DatabaseDep)) -> str:  # E[fastapi-depends]
    return "ok"


@app.get("/annotated")
def in_annotation(database: Annotated[Database, Depends(DatabaseDep)]) -> str:  # E[fastapi-depends]
    return "ok"


@app.get("/list", dependencies=[Depends(DatabaseDep)])  # E[fastapi-depends]
def in_list() -> str:
    return "ok"


@app.get("/plain")
def without_marker(database: Database = Depends(Plain)) -> str:  # E[fastapi-depends]
    return "ok"


router = APIRouter(prefix="/valid")


@router.get("/alias")
def by_alias(database: DatabaseDep) -> str:
    return "ok"


@router.get("/class")
def by_class(database: Annotated[Database, Depends(Database)]) -> str:
    return "ok"


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("default", "untyped", "annotated", "list", "plain"):
        assert client.get(f"/{path}").status_code == 422, path
    for path in ("alias", "class"):
        assert client.get(f"/valid/{path}").json() == "ok", path
