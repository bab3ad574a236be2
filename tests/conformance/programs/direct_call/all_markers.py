# Every marker that FastAPI has, by whatever name.
# outcome: silent
import fastapi
import scoped_fastapi
from fastapi import Body, Cookie, FastAPI, File, Form, Header, Path, Query, Security, params
from fastapi import Depends as D
from fastapi.param_functions import Query as Q
from fastapi.testclient import TestClient

app = FastAPI()
LIMIT = Query(10)


def get_number() -> int:
    return 1


def kind(value: object) -> str:
    return type(value).__name__


def depends(value: int = D(get_number)) -> str:
    return kind(value)


def security(value: int = Security(get_number)) -> str:
    return kind(value)


def scoped(value: int = scoped_fastapi.Depends(get_number)) -> str:
    return kind(value)


def query(value: int = Query(1)) -> str:
    return kind(value)


def query_none(value: int | None = fastapi.Query(None)) -> str:
    return kind(value)


def query_function(value: int = Q(1)) -> str:
    return kind(value)


def query_class(value: int = params.Query(default=1)) -> str:
    return kind(value)


def path(value: int = Path()) -> str:
    return kind(value)


def header(value: str = Header("")) -> str:
    return kind(value)


def cookie(value: str = Cookie(default=None)) -> str:
    return kind(value)


def body(value: str = Body(embed=True)) -> str:
    return kind(value)


def form(value: str = Form(...)) -> str:
    return kind(value)


def file(value: bytes = File()) -> str:
    return kind(value)


def variable(value: int = LIMIT) -> str:
    return kind(value)


def keyword_only(*, value: int = Query(1), other: int = 2) -> str:
    return kind(value)


@app.get("/")
def read() -> list[str]:
    return [
        depends(),  # E[fastapi-direct-call]
        security(),  # E[fastapi-direct-call]
        scoped(),  # E[fastapi-direct-call]
        query(),  # E[fastapi-direct-call]
        query_none(),  # E[fastapi-direct-call]
        query_function(),  # E[fastapi-direct-call]
        query_class(),  # E[fastapi-direct-call]
        path(),  # E[fastapi-direct-call]
        header(),  # E[fastapi-direct-call]
        cookie(),  # E[fastapi-direct-call]
        body(),  # E[fastapi-direct-call]
        form(),  # E[fastapi-direct-call]
        file(),  # E[fastapi-direct-call]
        variable(),  # E[fastapi-direct-call]
        keyword_only(other=3),  # E[fastapi-direct-call]
    ]


def demonstrate(client: TestClient) -> None:
    kinds = client.get("/").json()
    assert set(kinds) == {
        *("Depends", "Security", "Query", "Path", "Header", "Cookie", "Body", "Form", "File")
    }
