# The class has nothing in its name, or in its file, of what it is added as.
# outcome: 500
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .guards import Guard

app = FastAPI()
app.add_middleware(Guard)


@app.get("/")
def read() -> int:
    return 1


def demonstrate(client: TestClient) -> None:
    assert client.get("/", headers={"x-key": "a"}).json() == 1
    assert client.get("/").status_code == 500
