# What functions of other modules declare counts, whatever their variables may hold.
# outcome: 500
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

from . import services

app = FastAPI()


class Size(BaseModel):
    size: int


@app.get("/not-awaited", response_model=Size)
def not_awaited():
    return services.ask()  # E[fastapi-response-model]


@app.get("/list", response_model=Size)
def of_list():
    return services.count()  # E[fastapi-response-model]


@app.get("/right", response_model=Size)
def right():
    return services.measure()


@app.get("/awaited", response_model=Size)
async def awaited():
    return await services.ask()


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == {"size": 1}
    assert client.get("/awaited").json() == {"size": 1}
    for path in ("/not-awaited", "/list"):
        assert client.get(path).status_code == 500
