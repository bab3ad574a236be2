# A comment silences the report, by its own code or by the one of the family.
# outcome: silent
from fastapi import FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/own", status_code=204)
def own():
    return 1  # type: ignore[fastapi-no-body]


@app.delete("/family", status_code=204)
def family():
    return 1  # type: ignore[fastapi]


@app.delete("/everything", status_code=204)
def everything():
    return 1  # type: ignore


@app.delete("/another", status_code=204)
def another():
    return 1  # type: ignore[fastapi-depends]  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    for path in ("/own", "/family", "/everything", "/another"):
        assert client.delete(path).content == b""
