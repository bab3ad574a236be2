# A model that allows arbitrary types may hold any class; what it shows is its own affair.
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field

app = FastAPI()


class Plain:
    pass


class Holder(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)

    plain: Plain = Field(default_factory=Plain, exclude=True)
    number: int = 1


@app.get("/")
def read() -> Holder | None:
    return Holder()


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == {"number": 1}
