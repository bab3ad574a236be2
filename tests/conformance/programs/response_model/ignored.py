# A comment silences a report, by its own code or by that of the family.
from fastapi import FastAPI
from fastapi.exceptions import ResponseValidationError
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


class UserOut(BaseModel):
    name: str
    email: str


@app.get("/own", response_model=UserOut)
def own() -> User:  # type: ignore[fastapi-response-model]
    return User(name="a")


@app.get("/family", response_model=UserOut)
def family() -> User:  # type: ignore[fastapi]
    return User(name="a")


def demonstrate(client: TestClient) -> None:
    for path in ("/own", "/family"):
        try:
            client.get(path)
        except ResponseValidationError:
            continue
        raise AssertionError(path)
