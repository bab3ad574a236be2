# Queries, fragments, single braces and the spellings of other frameworks are no parts of a path.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/query?limit={limit}")  # E[fastapi-path]
def query(limit: int = 3) -> int:
    return limit


@app.get("/fragment#top")  # E[fastapi-path]
def fragment() -> None:
    return None


@app.get("/open/{item_id")  # E[fastapi-path]
def opened(item_id: str = "") -> str:
    return item_id


@app.get("/close/item_id}")  # E[fastapi-path]
def closed(item_id: str = "") -> str:
    return item_id


@app.get("/flask/<item_id>")  # E[fastapi-path]
def flask(item_id: str = "") -> str:
    return item_id


@app.get("/flask-converted/<int:item_id>/more")  # E[fastapi-path]
def flask_converted(item_id: int = 0) -> int:
    return item_id


@app.get("/express/:item_id")  # E[fastapi-path]
def express(item_id: str = "") -> str:
    return item_id


@app.get("/express/:item_id/more")  # E[fastapi-path]
def express_more(item_id: str = "") -> str:
    return item_id


def demonstrate(client: TestClient) -> None:
    for path in ("query?limit=1", "fragment", "open/1", "close/1", "flask/1", "express/1"):
        assert client.get(f"/{path}").status_code == 404
    assert client.get("/flask-converted/1/more").status_code == 404
    assert client.get("/express/1/more").status_code == 404
