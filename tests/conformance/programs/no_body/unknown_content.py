# A content that may be empty, and a status that may be another, are not known.
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/content")
def content(text: str = "") -> Response:
    return Response(text, status_code=204 if not text else 200)


@app.get("/status")
def status(code: int = 200) -> Response:
    return JSONResponse({"code": code}, status_code=code)


def demonstrate(client: TestClient) -> None:
    assert client.get("/content").status_code == 204
    assert client.get("/status").status_code == 200
