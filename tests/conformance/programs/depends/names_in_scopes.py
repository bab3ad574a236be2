# A name means what it means where the parameter stands.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient


class User:
    pass


def get() -> int:
    return 3


def create_app() -> FastAPI:
    application = FastAPI()

    def get() -> User:
        return User()

    class Local:
        pass

    def get_local() -> Local:
        return Local()

    @application.get("/local")
    def local(
        a: Annotated[User, Depends(get)],
        b: Annotated[int, Depends(get)],  # E[fastapi-depends]
        c: Annotated[Local, Depends(get_local)],
        d: Annotated[Local, Depends(Local)],
        e: Annotated[User, Depends(get_local)],  # E[fastapi-depends]
        f: User = Depends(get),
        g: int = Depends(get),  # E[fastapi-depends]
    ) -> list[str]:
        return [type(value).__name__ for value in (a, b, c, d, e, f, g)]

    return application


class Api:
    @staticmethod
    def get() -> str:
        return "text"

    def method(
        self,
        a: Annotated[int, Depends(get)],  # E[fastapi-depends]
        b: int = Depends(get),  # E[fastapi-depends]
        c: str = Depends(get),
    ) -> list[str]:
        return [type(value).__name__ for value in (a, b, c)]


app = create_app()
app.add_api_route("/method", Api().method)


@app.get("/module")
def module(
    a: Annotated[int, Depends(get)],
    b: Annotated[User, Depends(get)],  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b)]


def demonstrate(client: TestClient) -> None:
    names = ["User", "User", "Local", "Local", "Local", "User", "User"]
    assert client.get("/local").json() == names
    assert client.get("/method").json() == ["str", "str", "str"]
    assert client.get("/module").json() == ["int", "int"]
