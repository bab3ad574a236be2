# Origins in other spellings.
# outcome: silent
from fastapi import FastAPI
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from starlette.middleware.cors import CORSMiddleware as Cors

HOST = "https://example.com/"
ORIGINS = ["http://localhost:3000", HOST]  # E[fastapi-cors]
MORE = [*ORIGINS, "http://localhost/"]  # E[fastapi-cors]
OPTIONS = {"allow_origins": ["https://a.com/"]}

app = FastAPI(
    middleware=[Middleware(CORSMiddleware, allow_origins=["example.com"])]  # E[fastapi-cors]
)
app.add_middleware(Cors, allow_origins=MORE)
app.add_middleware(CORSMiddleware, allow_origins=["https://*.example.com"])  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, allow_origins=("http://localhost:*",))  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, allow_origins="http://localhost")  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, allow_origins=f"{HOST}api")  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, allow_origins=[f"{HOST}"])  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, allow_origins=["HTTPS://Example.com"])  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, allow_origins=["https://example.com:443"])  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, allow_origins=[" https://example.com"])  # E[fastapi-cors]
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://example.com, https://b.com"],  # E[fastapi-cors]
)
app.add_middleware(CORSMiddleware, allow_origins="https://a.com,https://b.com".split(","))
app.add_middleware(CORSMiddleware, allow_origins=["null", "*"])
app.add_middleware(
    CORSMiddleware, allow_origins=["capacitor://localhost", "chrome-extension://abc"]
)
app.add_middleware(CORSMiddleware, allow_origins=["http://[::1]:3000", "http://127.0.0.1"])
app.add_middleware(CORSMiddleware, allow_origins="*")
app.add_middleware(CORSMiddleware, allow_origins=[], allow_origin_regex=r"https://.*\.example\.com")
app.add_middleware(CORSMiddleware, allow_origins=["https://münchen.de"])


def demonstrate(client: TestClient) -> None: ...
