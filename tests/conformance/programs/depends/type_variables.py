# Parameters of generic classes and functions.
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

T = TypeVar("T")
Model = TypeVar("Model", bound="User")


class User:
    pass


class Admin(User):
    pass


def get_user() -> User:
    return User()


class Crud(Generic[T]):
    def __init__(self, model: type[T]) -> None:
        self.model = model

    def get(self) -> T:
        return self.model()

    def add_routes(self, app: FastAPI) -> None:
        @app.get("/crud")
        def read(item: Annotated[T, Depends(self.get)]) -> str:
            return type(item).__name__


def bound(model: type[Model]) -> FastAPI:
    def get() -> Model:
        return model()

    application = FastAPI()

    @application.get("/bound")
    def read(
        a: Annotated[Model, Depends(get)],
        b: Annotated[User, Depends(get)],
    ) -> str:
        return type(a).__name__

    return application


app = bound(Admin)
Crud(User).add_routes(app)


def demonstrate(client: TestClient) -> None:
    assert client.get("/bound").json() == "Admin"
    assert client.get("/crud").json() == "User"
