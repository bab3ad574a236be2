# Origins that are added later, split, or that hold where nothing else is set.
# outcome: silent
import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    origins: list[str] = ["http://localhost:3000/"]  # E[fastapi-cors]
    more: list[str] = Field(default_factory=lambda: ["localhost:3000"])  # E[fastapi-cors]
    frontend: str = "http://localhost:5173/"
    several: str = "http://localhost:3000, http://localhost:8080"


def get_settings() -> Settings:
    return Settings()


settings = get_settings()

app = FastAPI()
added = ["https://example.com"]
added += ["http://localhost:3000/"]  # E[fastapi-cors]
added.insert(0, "http://localhost:8080/")  # E[fastapi-cors]
if os.environ.get("SOMEWHERE"):
    chosen = ["https://example.com"]
else:
    chosen = ["http://localhost:3000/"]  # E[fastapi-cors]
split = "http://localhost:3000/,https://example.com".split(",")  # E[fastapi-cors]
of_environment = os.getenv("NO_SUCH_ORIGINS", "localhost").split(",")  # E[fastapi-cors]

applications = [
    FastAPI(),
    FastAPI(),
    FastAPI(),
    FastAPI(),
    FastAPI(),
    FastAPI(),
    FastAPI(),
    FastAPI(),
    FastAPI(),
]
applications[0].add_middleware(CORSMiddleware, allow_origins=added)
applications[1].add_middleware(CORSMiddleware, allow_origins=chosen)
applications[2].add_middleware(CORSMiddleware, allow_origins=split)
applications[3].add_middleware(CORSMiddleware, allow_origins=of_environment)
applications[4].add_middleware(CORSMiddleware, allow_origins=settings.origins)
applications[5].add_middleware(CORSMiddleware, allow_origins=Settings().more)
applications[6].add_middleware(CORSMiddleware, allow_origins=[settings.frontend])  # E[fastapi-cors]
applications[7].add_middleware(
    CORSMiddleware,
    allow_origins=settings.several.split(","),  # E[fastapi-cors]
)
applications[8].add_middleware(
    CORSMiddleware,
    allow_origins=[os.getenv("NO_SUCH_ORIGIN", "http://localhost:3000/")],  # E[fastapi-cors]
)


def demonstrate(client: TestClient) -> None:
    origins = ["http://localhost:3000", "http://localhost:5173", "http://localhost:8080"]
    for number, application in enumerate(applications):
        let_in = 0
        for origin in origins:
            found = TestClient(application).get("/docs", headers={"Origin": origin})
            let_in += "access-control-allow-origin" in found.headers
        assert let_in == (1 if number == 7 else 0)
