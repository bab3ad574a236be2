# FastAPI cannot describe such parameters: there is no documentation any more.
# outcome: 500
# fastapi: 0.148
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic_settings import BaseSettings

app = FastAPI()


class Settings(BaseSettings):
    admin_key: str = "secret"


@app.get("/")
def read(settings: Settings = Depends()) -> str:  # E[fastapi-settings]
    return settings.admin_key


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "secret"
    assert client.get("/openapi.json").status_code == 500
