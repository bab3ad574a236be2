# Lambdas that return a variable from around them, of which nobody asks whether it is None.
# outcome: 500
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "a"


def find_user() -> User | None:
    return None


def get_user() -> User:
    return User()


@app.get("/")
def read(user: User = Depends(get_user)) -> str:
    return user.name


def login(user: User | None = None) -> None:
    app.dependency_overrides[get_user] = lambda: user  # E[fastapi-override]


def login_found() -> None:
    found = find_user()
    app.dependency_overrides[get_user] = lambda: found  # E[fastapi-override]


def login_by_name(name: str | None = None) -> None:
    name = name or "a"
    app.dependency_overrides[get_user] = lambda: name  # E[fastapi-override]


def demonstrate(client: TestClient) -> None:
    for log_in in (login, login_found, login_by_name):
        log_in()
        assert client.get("/").status_code == 500
