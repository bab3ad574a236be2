# Aliases in functions and in classes.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient


def get_id() -> int:
    return 3


class Aliases:
    Id = Annotated[int, Depends(get_id)]
    Name = Annotated[str, Depends(get_id)]  # E[fastapi-depends]


def create_app() -> FastAPI:
    app = FastAPI()
    Name = Annotated[str, Depends(get_id)]  # E[fastapi-depends]

    @app.get("/")
    def read(a: Name, b: Aliases.Name, c: Aliases.Id) -> list[str]:
        return [type(value).__name__ for value in (a, b, c)]

    return app


app = create_app()


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["int", "int", "int"]
