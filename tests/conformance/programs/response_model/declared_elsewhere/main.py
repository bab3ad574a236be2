# A function of another module returns something else than it declares: FastAPI validates what comes.
# outcome: 500
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from .crud import get_reader, list_readers, load_readers, make_readers
from .models import Session
from .schemas import ReaderBase, ReaderPublic

app = FastAPI()
SessionDep = Annotated[Session, Depends(Session)]


@app.get("/made", response_model=list[ReaderPublic])
def read_made():
    return make_readers()  # E[fastapi-response-model]


@app.get("/declared", response_model=list[ReaderPublic])
def read_declared() -> list[ReaderBase]:  # E[fastapi-response-model]
    return make_readers()


# FastAPI answers these.


@app.get("/valid/list", response_model=list[ReaderPublic])
def read_list(session: SessionDep):
    return list_readers(session)


@app.get("/valid/bound", response_model=list[ReaderPublic])
async def read_bound(session: SessionDep):
    found = await load_readers(session)
    return found


@app.get("/valid/one", response_model=ReaderPublic)
def read_one():
    return get_reader()


@app.get("/valid/declared", response_model=list[ReaderPublic])
def read_list_as_declared(session: SessionDep) -> list[ReaderBase]:
    return list_readers(session)


def demonstrate(client: TestClient) -> None:
    for path in ("made", "declared"):
        assert client.get(f"/{path}").status_code == 500, path
    for path in ("list", "bound", "one", "declared"):
        assert client.get(f"/valid/{path}").status_code == 200, path
