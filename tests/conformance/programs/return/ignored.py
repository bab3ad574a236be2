# A comment silences the rule by its own code or by that of the family.
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/own")
def own():
    return HTTPException(404)  # type: ignore[fastapi-return]


@app.get("/family")
def family():
    return {"error": "a"}, 404  # type: ignore[fastapi]


def demonstrate(client: TestClient) -> None:
    assert client.get("/own").status_code == 200
    assert client.get("/family").status_code == 200
