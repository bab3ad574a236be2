# A method as an override that takes what no request has, or that nobody has bound to an object.
# outcome: 422
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "a"


def get_user() -> User:
    return User()


@app.get("/")
def read(user: User = Depends(get_user)) -> str:
    return user.name


class TestUsers:
    def set_up(self) -> None:
        app.dependency_overrides[get_user] = self.give_user  # E[fastapi-override]

    def set_up_unbound(self) -> None:
        app.dependency_overrides[get_user] = TestUsers.give_any  # E[fastapi-override]

    def give_user(self, wanted) -> User:
        return User()

    def give_any(self) -> User:
        return User()


def demonstrate(client: TestClient) -> None:
    tests = TestUsers()
    for set_up in (tests.set_up, tests.set_up_unbound):
        set_up()
        assert client.get("/").status_code == 422
