# Parts of a path that hold text and parameters: what they match, another parameter may match before.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/pages/{page}/{part}")
def part(page: str, part: str) -> str:
    return part


@app.get("/pages/{page}.json/rows")  # E[fastapi-path]
def json_rows(page: str) -> str:
    return "never"


@app.get("/pages/{page}.json/rows/{row}")
def json_row(page: str, row: str) -> str:
    return row


@app.get("/files/{name}.{kind}")
def with_kind(name: str, kind: str) -> str:
    return kind


@app.get("/files/{name}")
def file(name: str) -> str:
    return name


@app.get("/files/{other}.{ending}")  # E[fastapi-router]
def with_kind_again(other: str, ending: str) -> str:
    return "never"


@app.get("/files/report.pdf")  # E[fastapi-path]
def report() -> str:
    return "never"


@app.get("/files/v{number:int}")  # E[fastapi-path]
def version(number: int) -> int:
    return number


@app.get("/numbers/{number:int}")
def number(number: int) -> int:
    return number


@app.get("/numbers/{number}.txt")
def number_text(number: str) -> str:
    return number


@app.get("/versions/v{number:int}")
def numbered(number: int) -> int:
    return number


@app.get("/versions/v1.1")
def not_numbered() -> str:
    return "1.1"


@app.get("/versions/v1")  # E[fastapi-path]
def first() -> str:
    return "never"


def demonstrate(client: TestClient) -> None:
    assert client.get("/pages/a.json/rows").json() == "rows"
    assert client.get("/pages/a.json/rows/1").json() == "1"
    assert client.get("/files/a.txt").json() == "txt"
    assert client.get("/files/report.pdf").json() == "pdf"
    assert client.get("/files/v3").json() == "v3"
    assert client.get("/numbers/3.txt").json() == "3"
    assert client.get("/versions/v1.1").json() == "1.1"
    assert client.get("/versions/v1").json() == 1
