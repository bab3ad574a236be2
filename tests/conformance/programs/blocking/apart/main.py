# The dependency stands in a module that says nothing of FastAPI.
# outcome: silent
# enable: fastapi-blocking
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from .remote import get_number, get_other

app = FastAPI()


@app.get("/")
def read(number: Annotated[int, Depends(get_number)]) -> int:
    return number


async def script() -> int:
    return await get_other()


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == 1
