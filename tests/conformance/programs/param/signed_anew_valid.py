# FastAPI believes a signature that is set on a function, whatever the function is written to take.
import inspect
from functools import update_wrapper
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Form, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str
    age: int = 3


def as_form(model: type[BaseModel]) -> Any:
    async def read_form(**values: Any) -> BaseModel:
        return model(**values)

    read_form.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=Form(... if field.is_required() else field.default),
                annotation=field.annotation,
            )
            for name, field in model.model_fields.items()
        ]
    )
    return Depends(read_form)


def limit_of(limit: int = Query(10)) -> int:
    return limit


def limit_again(*args: Any, **kwargs: Any) -> int:
    return limit_of(*args, **kwargs)


update_wrapper(limit_again, limit_of)


class Counter:
    __signature__ = inspect.Signature([])

    def __init__(self, **options: Any) -> None:
        self.options = options


@app.post("/users")
def create(user: User = as_form(User)) -> User:
    return user


@app.get("/limit")
def read_limit(limit: Annotated[int, Depends(limit_again)]) -> int:
    return limit


@app.get("/counter")
def read_counter(counter: Annotated[Counter, Depends()]) -> int:
    return len(counter.options)


def demonstrate(client: TestClient) -> None:
    assert client.post("/users", data={"name": "Ada"}).json() == {"name": "Ada", "age": 3}
    assert client.get("/limit?limit=2").json() == 2
    assert client.get("/counter").json() == 0
