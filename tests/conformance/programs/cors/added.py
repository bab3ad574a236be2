# Origins that are added to a list, made in a comprehension, or stand among options.
# outcome: silent
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient

app = FastAPI()

origins = ["https://example.com"]
origins.append("https://b.com/")  # E[fastapi-cors]
origins.extend(["https://c.com", "c.com"])  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, allow_origins=origins)

HOSTS = ["a.com", "b.com"]
app.add_middleware(
    CORSMiddleware,
    allow_origins=[f"https://{host}/" for host in HOSTS],  # E[fastapi-cors]
)
ALL = ["https://a.com", "https://b.com/"]  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, allow_origins=[origin for origin in ALL if origin])

OPTIONS = dict(allow_origins=["https://a.com/x"], allow_methods=["*"])  # E[fastapi-cors]
app.add_middleware(CORSMiddleware, **OPTIONS)

# Valid.

right = ["https://example.com"]
right.append("https://b.com")
others: list[str] = []
others.append("https://b.com/")
app.add_middleware(CORSMiddleware, allow_origins=right)
app.add_middleware(CORSMiddleware, allow_origins=[f"https://{host}" for host in HOSTS])
app.add_middleware(
    CORSMiddleware, allow_origins=[each.rstrip("/") for each in ("https://a.com/", "https://b.com")]
)
app.add_middleware(CORSMiddleware, allow_origins=[""])


def local() -> list[str]:
    right = ["x"]
    right.append("https://c.com/")
    return right


def demonstrate(client: TestClient) -> None:
    for origin in ("https://c.com", "https://b.com", "https://example.com"):
        response = client.get("/docs", headers={"Origin": origin})
        assert "access-control-allow-origin" in response.headers
