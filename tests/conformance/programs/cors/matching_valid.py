# Origins that browsers send.
import os
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from pydantic import AnyHttpUrl
from pydantic_settings import BaseSettings
from starlette.middleware import Middleware


class Settings(BaseSettings):
    origins: list[AnyHttpUrl] = [AnyHttpUrl("https://example.com")]
    texts: list[str] = ["https://example.com"]
    either: list[str] | str = "*"
    star: str = "*"
    anything: Any = ["https://example.com"]

    @property
    def all_origins(self) -> list[str]:
        return [str(origin).rstrip("/") for origin in self.origins]


settings = Settings()
HOST = "example.com"
ALL = "*"
apps: list[FastAPI] = []


def make(*origins: Any, **options: Any) -> FastAPI:
    made = FastAPI()
    made.add_middleware(CORSMiddleware, allow_origins=list(origins), **options)
    return made


class Other:
    def __init__(self, app: Any, allow_origins: str) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


def add_all() -> FastAPI:
    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins=["*"])
    return app


app = FastAPI(middleware=[Middleware(CORSMiddleware, allow_origins=settings.texts)])
app1 = FastAPI()
app1.add_middleware(CORSMiddleware, allow_origins=[str(o).rstrip("/") for o in settings.origins])
app2 = FastAPI()
app2.add_middleware(CORSMiddleware, allow_origins=settings.all_origins)
app3 = FastAPI()
app3.add_middleware(
    CORSMiddleware, allow_origins=os.environ.get("X", "https://example.com").split(",")
)
app4 = FastAPI()
app4.add_middleware(CORSMiddleware, allow_origins="*")
app5 = FastAPI()
app5.add_middleware(CORSMiddleware, allow_origins=[f"https://{HOST}"])
app6 = FastAPI()
app6.add_middleware(CORSMiddleware, allow_origins=settings.either)
app7 = FastAPI()
app7.add_middleware(CORSMiddleware, allow_origins=settings.star)
app8 = FastAPI()
app8.add_middleware(CORSMiddleware, allow_origins=settings.anything)
app9 = FastAPI()
app9.add_middleware(CORSMiddleware, allow_origins=["https://" + HOST])
app10 = FastAPI()
app10.add_middleware(CORSMiddleware, allow_origins=[ALL])
app11 = FastAPI()
app11.add_middleware(CORSMiddleware, allow_origins=ALL)
app12 = FastAPI()
app12.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\.?example\.com")
app13 = FastAPI()
app13.add_middleware(CORSMiddleware, allow_origins=["https://example.com"] if HOST else ["*"])
app14 = FastAPI()
app14.add_middleware(
    CORSMiddleware,
    allow_origins=[
        *settings.texts,
        "null",
        "file://",
        "capacitor://localhost",
        "ionic://localhost",
        "tauri://localhost",
        "chrome-extension://abcdef",
        "moz-extension://1b2c-3d",
        "vscode-webview://0Abc",
        "app://.",
        "http://[::1]:3000",
        "http://127.0.0.1:8000",
        "http://localhost",
        "https://localhost:80",
        "http://host:443",
        "https://xn--exmple-cua.com",
    ],
)
other = FastAPI()
other.add_middleware(Other, allow_origins="https://example.com/")


def demonstrate(client: TestClient) -> None:
    for number in range(1, 15):
        found = TestClient(globals()[f"app{number}"]).get(
            "/", headers={"Origin": "https://example.com"}
        )
        assert "access-control-allow-origin" in found.headers, number
