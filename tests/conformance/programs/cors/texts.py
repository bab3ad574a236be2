# A text in place of a list: every origin that is a part of it gets in.
# outcome: silent
import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from pydantic import AnyHttpUrl, BaseModel, field_validator

ORIGIN = "https://app.company.com"


class Settings:
    origin: str = "https://app.company.com"
    urls: list[AnyHttpUrl] = [AnyHttpUrl("https://app.company.com")]


class Checked(BaseModel):
    name: str = "app"
    origin: str = "https://app.company.com"

    @field_validator("name")
    @classmethod
    def lower(cls, name: str) -> str:
        return name.lower()


settings = Settings()
checked = Checked()
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=ORIGIN)  # E[fastapi-cors]

others = FastAPI()
others.add_middleware(CORSMiddleware, allow_origins="https://a.b")  # E[fastapi-cors]
others.add_middleware(CORSMiddleware, allow_origins=settings.origin)  # E[fastapi-cors]
others.add_middleware(CORSMiddleware, allow_origins=os.environ.get("ORIGIN", ""))  # E[fastapi-cors]
others.add_middleware(CORSMiddleware, allow_origins=settings.urls)  # E[fastapi-cors]
others.add_middleware(CORSMiddleware, allow_origins=checked.origin)  # E[fastapi-cors]


@app.get("/")
def read() -> None: ...


def demonstrate(client: TestClient) -> None:
    answer = client.get("/", headers={"Origin": "https://app.company.co"})
    assert answer.headers["access-control-allow-origin"] == "https://app.company.co"
