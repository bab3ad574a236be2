# Every other way to answer with a status.
from fastapi import FastAPI, HTTPException, Response, status
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


@app.get("/response")
def by_response():
    return JSONResponse({"error": "not found"}, status_code=404)


@app.get("/parameter")
def by_parameter(response: Response) -> dict[str, str]:
    response.status_code = status.HTTP_404_NOT_FOUND
    return {"error": "not found"}


@app.get("/route", status_code=404)
def by_route() -> dict[str, str]:
    return {"error": "not found"}


@app.get("/exception")
def by_exception():
    raise HTTPException(404)


def demonstrate(client: TestClient) -> None:
    for path in ("response", "parameter", "route", "exception"):
        assert client.get(f"/{path}").status_code == 404
