# Whichever of the branches defines the dependency, it provides something else than is declared.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "Ada"


if app.debug:

    def get_token() -> str:
        return "debug"

else:

    def get_token() -> str:
        return "token"


def create_app(is_test: bool) -> FastAPI:
    inner = FastAPI()

    if is_test:

        def get_inner() -> str:
            return "test"

    else:

        def get_inner() -> str:
            return "inner"

    @inner.get("/user")
    def read(user: Annotated[User, Depends(get_inner)]) -> str:  # E[fastapi-depends]
        return type(user).__name__

    return inner


@app.get("/user")
def read_user(user: Annotated[User, Depends(get_token)]) -> str:  # E[fastapi-depends]
    return type(user).__name__


@app.get("/default")
def read_default(user: User = Depends(get_token)) -> str:  # E[fastapi-depends]
    return type(user).__name__


@app.get("/right")
def read_right(token: Annotated[str, Depends(get_token)]) -> str:
    return type(token).__name__


app.mount("/inner", create_app(is_test=False))


def demonstrate(client: TestClient) -> None:
    for path in ("/user", "/default", "/right", "/inner/user"):
        assert client.get(path).json() == "str"
