# What else can be set on a response, and is lost with it.
# outcome: silent
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

done: list[str] = []
app = FastAPI()


@app.get("/type")
def with_type(response: Response) -> JSONResponse:
    response.media_type = "text/csv"  # E[fastapi-injected-response]
    response.headers["x-set"] = "1"  # E[fastapi-injected-response]
    return JSONResponse({})


@app.get("/task")
def with_task(response: Response) -> JSONResponse:
    response.background = BackgroundTask(done.append, "task")  # E[fastapi-injected-response]
    return JSONResponse({})


def demonstrate(client: TestClient) -> None:
    found = client.get("/type")
    assert found.headers["content-type"] == "application/json"
    assert "x-set" not in found.headers
    client.get("/task")
    assert not done
