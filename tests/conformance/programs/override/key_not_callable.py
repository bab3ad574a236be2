# FastAPI looks an override up by the dependency; for anything else it never finds one.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_number() -> int:
    return 1


@app.get("/")
def read(number: int = Depends(get_number)) -> int:
    return number


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[get_number()] = lambda: 2  # E[fastapi-override]
    app.dependency_overrides["get_number"] = lambda: 2  # E[fastapi-override]
    assert client.get("/").json() == 1
    app.dependency_overrides[get_number] = lambda: 2
    assert client.get("/").json() == 2
