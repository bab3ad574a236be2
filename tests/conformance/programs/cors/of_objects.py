# Origins that an object keeps, and those of the environment with another value behind "or".
# outcome: silent
import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient

FRONTEND = os.getenv("NO_FRONTEND") or "http://localhost:5173/"


class Server:
    def __init__(self) -> None:
        self.origins = ["https://example.com/"]  # E[fastapi-cors]
        self.app = FastAPI()
        self.app.add_middleware(CORSMiddleware, allow_origins=self.origins)


class Right:
    def __init__(self, origins: list[str] | None = None) -> None:
        self.origins = ["https://example.com"]
        self.given = origins or []
        self.app = FastAPI()
        self.app.add_middleware(CORSMiddleware, allow_origins=self.origins)
        self.other = FastAPI()
        self.other.add_middleware(CORSMiddleware, allow_origins=self.given)


class Several:
    def __init__(self, is_local: bool) -> None:
        self.origins = ["https://example.com/"]
        if not is_local:
            self.origins = ["https://example.com"]
        self.app = FastAPI()
        self.app.add_middleware(CORSMiddleware, allow_origins=self.origins)


other = FastAPI()
other.add_middleware(
    CORSMiddleware,
    allow_origins=[FRONTEND],  # E[fastapi-cors]
)
third = FastAPI()
third.add_middleware(
    CORSMiddleware,
    allow_origins=[os.environ.get("NO_ORIGIN") or "https://a.com/"],  # E[fastapi-cors]
)
fourth = FastAPI()
fourth.add_middleware(
    CORSMiddleware,
    allow_origins=[os.environ.get("NO_ORIGIN", "https://a.com/")],  # E[fastapi-cors]
)
app = FastAPI()
app.add_middleware(
    CORSMiddleware, allow_origins=[os.getenv("NO_FRONTEND") or "http://localhost:5173"]
)


def demonstrate(client: TestClient) -> None:
    asked = {"access-control-request-method": "GET"}
    for application, origin, status in (
        (Server().app, "https://example.com", 400),
        (other, "http://localhost:5173", 400),
        (third, "https://a.com", 400),
        (fourth, "https://a.com", 400),
        (Right().app, "https://example.com", 200),
        (Several(False).app, "https://example.com", 200),
        (app, "http://localhost:5173", 200),
    ):
        found = TestClient(application).options("/", headers={"origin": origin, **asked})
        assert found.status_code == status, origin
