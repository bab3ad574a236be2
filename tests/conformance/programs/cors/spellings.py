# Origins that never match, and texts, in other ways.
# outcome: silent
import os
from typing import Any

import fastapi.middleware.cors
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.cors import CORSMiddleware as Cors
from fastapi.testclient import TestClient
from pydantic import AnyHttpUrl, BaseModel, TypeAdapter
from pydantic_settings import BaseSettings
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware as OfStarlette

HOST = "example.com"
ORIGIN = "https://example.com/"
ORIGINS = ["https://example.com/", "https://good.com"]  # E[fastapi-cors]


class Settings(BaseSettings):
    origins: list[AnyHttpUrl] = [AnyHttpUrl("https://example.com")]
    text: str = "https://example.com.org"
    one: AnyHttpUrl = AnyHttpUrl("https://example.com")
    urls: set[AnyHttpUrl] = {AnyHttpUrl("https://example.com")}


class Holder:
    ORIGINS = ["https://example.com/"]  # E?[fastapi-cors]


settings = Settings()
app = FastAPI()
apps: list[FastAPI] = []


def add(*args: Any, **kwargs: Any) -> None: ...


app1 = FastAPI(
    middleware=[
        Middleware(CORSMiddleware, allow_origins=["https://example.com/"])  # E[fastapi-cors]
    ]
)
app2 = FastAPI()
app2.add_middleware(Cors, allow_origins=ORIGINS)
app3 = FastAPI()
app3.add_middleware(OfStarlette, allow_origins=[ORIGIN])  # E[fastapi-cors]
app4 = FastAPI()
app4.add_middleware(
    fastapi.middleware.cors.CORSMiddleware,
    allow_origins=[f"https://{HOST}/"],  # E[fastapi-cors]
)
app5 = FastAPI()
app5.add_middleware(CORSMiddleware, allow_origins=["https://" + HOST + "/"])  # E[fastapi-cors]
app6 = FastAPI()
app6.add_middleware(
    CORSMiddleware,
    allow_origins=[str(origin) for origin in settings.origins],  # E[fastapi-cors]
)
app7 = FastAPI()
app7.add_middleware(CORSMiddleware, allow_origins=settings.origins)  # E[fastapi-cors]
app8 = FastAPI()
app8.add_middleware(
    CORSMiddleware,
    allow_origins=("example.com", "https://*.example.com"),  # E[fastapi-cors] E[fastapi-cors]
)
app9 = FastAPI()
app9.add_middleware(
    CORSMiddleware,
    allow_origins=[
        "https://EXAMPLE.com",  # E[fastapi-cors]
        "https://example.com:443",  # E[fastapi-cors]
    ],
)
app10 = FastAPI()
app10.add_middleware(
    CORSMiddleware,
    allow_origins=["http://localhost:3000"] + ["https://example.com/"],  # E[fastapi-cors]
)
app11 = FastAPI()
app11.add_middleware(
    CORSMiddleware,
    **{"allow_origins": ["https://example.com/"]},  # E[fastapi-cors]
)
app12 = FastAPI()
app12.add_middleware(CORSMiddleware, allow_origins=list(settings.urls))  # E[fastapi-cors]
app13 = FastAPI()
app13.add_middleware(CORSMiddleware, allow_origins=Holder.ORIGINS)  # E?[fastapi-cors]
app14 = CORSMiddleware(FastAPI(), ["https://example.com/"])  # E[fastapi-cors]
app15 = FastAPI()
app15.add_middleware(
    CORSMiddleware,
    allow_origins=list(map(str, settings.origins)),  # E[fastapi-cors]
)
app16 = FastAPI()
app16.add_middleware(
    CORSMiddleware,
    allow_origins=[
        str(settings.one),  # E[fastapi-cors]
        f"{settings.one}",  # E[fastapi-cors]
    ],
)

text1 = FastAPI()
text1.add_middleware(CORSMiddleware, allow_origins=settings.text)  # E[fastapi-cors]
text2 = FastAPI()
text2.add_middleware(CORSMiddleware, allow_origins="https://example.com.org")  # E[fastapi-cors]
text3 = FastAPI()
text3.add_middleware(
    CORSMiddleware,
    allow_origins=os.environ.get("X", "https://example.com.org"),  # E[fastapi-cors]
)
text4 = FastAPI()
text4.add_middleware(CORSMiddleware, allow_origins=f"https://{HOST}.org")  # E[fastapi-cors]
text5 = FastAPI(
    middleware=[Middleware(Cors, allow_origins=("https://example.com.org"))]  # E[fastapi-cors]
)
text6 = FastAPI()
text6.add_middleware(
    CORSMiddleware,
    allow_origins=os.getenv("X", "https://example.com.org"),  # E[fastapi-cors]
)


def demonstrate(client: TestClient) -> None:
    for number in range(1, 17):
        found = TestClient(globals()[f"app{number}"]).get(
            "/", headers={"Origin": "https://example.com"}
        )
        assert "access-control-allow-origin" not in found.headers, number
    for number in range(1, 7):
        found = TestClient(globals()[f"text{number}"]).get(
            "/", headers={"Origin": "https://example.com"}
        )
        assert "access-control-allow-origin" in found.headers, number
