# The injected response is sent itself, or what is set on it is read.
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from starlette.background import BackgroundTask

done: list[str] = []
app = FastAPI()


@app.get("/sent")
def sent(response: Response) -> Response:
    response.status_code = 202
    response.media_type = "text/csv"
    response.background = BackgroundTask(done.append, "task")
    return response


@app.get("/own")
def own() -> Response:
    response = JSONResponse({})
    response.media_type = "text/csv"
    response.background = BackgroundTask(done.append, "own")
    return response


@app.get("/handed-on")
def handed_on(response: Response) -> Response:
    response.background = BackgroundTask(done.append, "handed on")
    return JSONResponse({}, background=response.background)


@app.get("/read")
def read(response: Response) -> Response:
    response.media_type = "text/csv"
    return Response("a", media_type=response.media_type)


def demonstrate(client: TestClient) -> None:
    assert client.get("/sent").status_code == 202
    assert client.get("/own").status_code == 200
    assert client.get("/handed-on").status_code == 200
    assert done == ["task", "own", "handed on"]
    assert client.get("/read").headers["content-type"].startswith("text/csv")
