# What a validator returns stays as it is, whatever the field declares.
from functools import lru_cache
from typing import Any, Self

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from pydantic import AnyHttpUrl, field_validator, model_validator
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    allowed: str = "https://a.example,https://b.example"
    urls: list[AnyHttpUrl] = [AnyHttpUrl("https://a.example")]
    later: str = "https://a.example"

    @field_validator("allowed")
    @classmethod
    def split(cls, value: str) -> Any:
        return [origin.strip() for origin in value.split(",")]

    @field_validator("urls")
    @classmethod
    def written(cls, value: list[AnyHttpUrl]) -> Any:
        return [str(url).rstrip("/") for url in value]

    @model_validator(mode="after")
    def listed(self) -> Self:
        self.__dict__["later"] = [self.later]
        return self


@lru_cache
def get_settings() -> Settings:
    return Settings()


settings = Settings()
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=settings.allowed)
second = FastAPI()
second.add_middleware(CORSMiddleware, allow_origins=get_settings().allowed)
third = FastAPI()
third.add_middleware(CORSMiddleware, allow_origins=settings.urls)
fourth = FastAPI()
fourth.add_middleware(CORSMiddleware, allow_origins=[str(url) for url in settings.urls])
fifth = FastAPI()
fifth.add_middleware(CORSMiddleware, allow_origins=settings.later)


@app.get("/")
@second.get("/")
@third.get("/")
@fourth.get("/")
@fifth.get("/")
def read() -> None: ...


def demonstrate(client: TestClient) -> None:
    for application in (app, second, third, fourth, fifth):
        client = TestClient(application)
        for origin, allowed in (("https://a.example", True), ("https://a.exampl", False)):
            answer = client.get("/", headers={"Origin": origin})
            assert ("access-control-allow-origin" in answer.headers) is allowed
