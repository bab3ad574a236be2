# A class with type arguments is called through an alias, whose parameters are `*args` and `**kwargs`.
# outcome: 422
from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

T = TypeVar("T")
app = FastAPI()


class User(BaseModel):
    name: str = "Ada"


class Session:
    pass


def get_session() -> Session:
    return Session()


class Repository(Generic[T]):
    def __init__(self, session: Annotated[Session, Depends(get_session)]) -> None:
        self.session = session


class Cached(Repository[T]):
    pass


@dataclass
class Paging(Generic[T]):
    limit: int = 10


class Users(Repository[User]):
    pass


class Answer(BaseModel, Generic[T]):
    name: str = "a"


def of_users(session: Annotated[Session, Depends(get_session)]) -> Repository[User]:
    return Repository[User](session)


UserRepository = Repository[User]


@app.get("/given")
def given(
    users: Annotated[Repository[User], Depends(Repository[User])],  # E[fastapi-depends]
) -> str:
    return type(users).__name__


@app.get("/declared")
def declared(users: Repository[User] = Depends()) -> str:  # E[fastapi-depends]
    return type(users).__name__


@app.get("/named")
def named(users: Annotated[Repository[User], Depends(UserRepository)]) -> str:  # E[fastapi-depends]
    return type(users).__name__


@app.get("/derived")
def derived(users: Annotated[Cached[User], Depends()]) -> str:  # E[fastapi-depends]
    return type(users).__name__


@app.get("/dataclass")
def of_dataclass(paging: Annotated[Paging[User], Depends()]) -> str:  # E[fastapi-depends]
    return type(paging).__name__


@app.get("/class")
def of_class(users: Annotated[Repository[User], Depends(Repository)]) -> str:
    return type(users).__name__


@app.get("/subclass")
def of_subclass(users: Annotated[Users, Depends()]) -> str:
    return type(users).__name__


@app.get("/function")
def of_function(users: Annotated[Repository[User], Depends(of_users)]) -> str:
    return type(users).__name__


@app.get("/model")
def of_model(answer: Annotated[Answer[User], Depends()]) -> str:
    return answer.name


def demonstrate(client: TestClient) -> None:
    for path in ("given", "declared", "named", "derived", "dataclass"):
        refused = client.get(f"/{path}")
        assert refused.status_code == 422
        assert [each["loc"] for each in refused.json()["detail"]] == [
            ["query", "args"],
            ["query", "kwargs"],
        ]
    for path in ("class", "subclass", "function", "model"):
        assert client.get(f"/{path}").status_code == 200
