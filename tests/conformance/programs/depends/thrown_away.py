# What is read counts, whatever it is called; so does what cannot be called.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def verify() -> str:
    return "verified"


@app.get("/")
def read(
    _user: Annotated[int, Depends(verify)],  # E[fastapi-depends]
) -> str:
    return str(_user)


@app.get("/closure")
def read_in_closure(_user: Annotated[int, Depends(verify)]) -> list[str]:  # E[fastapi-depends]
    return [each for each in sorted([str(_user)], key=lambda each: str(_user))]


@app.get("/unread")
def unread(user: Annotated[int, Depends(verify)]) -> None:  # E[fastapi-depends]
    return None


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "verified"
