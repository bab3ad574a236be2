# Starlette compares an origin with what a browser sends, letter by letter.
# outcome: silent
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from starlette.middleware import Middleware

FRONT = "https://front.example/"

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[
        "https://slash.example/",  # E[fastapi-cors]
        "https://path.example/app",  # E[fastapi-cors]
        "https://*.star.example",  # E[fastapi-cors]
        "http://localhost:*",  # E[fastapi-cors]
        "localhost:3000",  # E[fastapi-cors]
        "https://port.example:443",  # E[fastapi-cors]
        "https://Upper.example",  # E[fastapi-cors]
        FRONT,  # E[fastapi-cors]
        "https://right.example",
    ],
)
wrapped = FastAPI(
    middleware=[
        Middleware(CORSMiddleware, allow_origins=("https://tuple.example/",))  # E[fastapi-cors]
    ]
)


@app.get("/")
def read() -> None: ...


def demonstrate(client: TestClient) -> None:
    def is_let_in(origin: str) -> bool:
        answer = client.get("/", headers={"Origin": origin})
        return "access-control-allow-origin" in answer.headers

    assert is_let_in("https://right.example")
    for origin in (
        "https://slash.example",
        "https://path.example",
        "https://a.star.example",
        "http://localhost:5173",
        "http://localhost:3000",
        "https://port.example",
        "https://upper.example",
        "https://front.example",
    ):
        assert not is_let_in(origin), origin
