# An override that may provide None where the dependency never does.
# outcome: 500
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    name = "a"


def get_user() -> User:
    return User()


def find_user() -> User | None:
    return None


@app.get("/")
def read(user: User = Depends(get_user)) -> str:
    return user.name


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[get_user] = find_user  # E[fastapi-override]
    assert client.get("/").status_code == 500
    app.dependency_overrides[get_user] = lambda: find_user()  # E[fastapi-override]
    assert client.get("/").status_code == 500
