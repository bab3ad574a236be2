# Origins as browsers send them, and values of which nothing is known.
import os

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send


class Settings:
    everything: str = "*"
    origins: list[str] = ["https://a.example"]
    comma: str = "https://a.example,https://b.example"


class Own:
    def __init__(self, app: ASGIApp, allow_origins: str) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


settings = Settings()
app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[
        "https://a.example",
        "http://localhost:3000",
        "https://a.example:8443",
        "capacitor://localhost",
        "chrome-extension://abcdef",
        "null",
    ],
)
app.add_middleware(CORSMiddleware, allow_origins=["*"])
app.add_middleware(CORSMiddleware, allow_origins="*")
app.add_middleware(CORSMiddleware, allow_origins=settings.everything)
app.add_middleware(CORSMiddleware, allow_origins=settings.origins)
app.add_middleware(CORSMiddleware, allow_origins=settings.comma.split(","))
app.add_middleware(CORSMiddleware, allow_origins=os.environ.get("ORIGINS", "*"))
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\.example")
app.add_middleware(Own, allow_origins="https://a.example/")


@app.get("/")
def read() -> None: ...


def demonstrate(client: TestClient) -> None:
    for origin in ("https://a.example", "http://localhost:3000", "null"):
        answer = client.get("/", headers={"Origin": origin})
        assert "access-control-allow-origin" in answer.headers
