# Origins that somebody cleans before they are looked at.
import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from pydantic import field_validator
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    origins: list[str] = ["http://localhost:3000/"]
    several: str = "http://localhost:3000/, http://localhost:8080"
    star: str = "*"

    @field_validator("origins")
    @classmethod
    def clean(cls, given: list[str]) -> list[str]:
        return [origin.rstrip("/") for origin in given]

    @property
    def listed(self) -> list[str]:
        return [origin.strip().rstrip("/") for origin in self.several.split(",")]


settings = Settings()
added = ["https://example.com"]
added += ["http://localhost:3000"]
cleaned = ["http://localhost:3000/"]
cleaned = [origin.rstrip("/") for origin in cleaned]
changed = ["http://localhost:3000/"]
for number, origin in enumerate(changed):
    changed[number] = origin.rstrip("/")
split = "https://example.com, http://localhost:3000".split(", ")
stripped = [part.strip() for part in "https://example.com, http://localhost:3000".split(",")]
either = os.environ.get("NO_SUCH_ORIGINS") or ["http://localhost:3000"]

applications = [FastAPI() for _ in range(9)]
app = applications[0]
applications[0].add_middleware(CORSMiddleware, allow_origins=added)
applications[1].add_middleware(CORSMiddleware, allow_origins=cleaned)
applications[2].add_middleware(CORSMiddleware, allow_origins=changed)
applications[3].add_middleware(CORSMiddleware, allow_origins=split)
applications[4].add_middleware(CORSMiddleware, allow_origins=stripped)
applications[5].add_middleware(CORSMiddleware, allow_origins=either)
applications[6].add_middleware(CORSMiddleware, allow_origins=settings.listed)
applications[7].add_middleware(CORSMiddleware, allow_origins=settings.star)
applications[8].add_middleware(
    CORSMiddleware, allow_origins=os.getenv("NO_SUCH_ORIGINS", "*").split(",")
)


def demonstrate(client: TestClient) -> None:
    for application in applications:
        headers = {"Origin": "http://localhost:3000"}
        found = TestClient(application).get("/docs", headers=headers)
        assert "access-control-allow-origin" in found.headers
    assert settings.origins
