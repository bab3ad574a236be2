# A 205 or a 304 that is answered by a response of the handler's own.
from fastapi import FastAPI, Response, status
from fastapi.testclient import TestClient

app = FastAPI()


@app.post("/form", status_code=205)
def reset() -> Response:
    return Response(status_code=status.HTTP_205_RESET_CONTENT)


@app.get("/cached", status_code=200)
def cached(etag: str = "") -> Response:
    if etag:
        return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers={"etag": etag})
    return Response("new", headers={"etag": "1"})


def demonstrate(client: TestClient) -> None:
    assert client.post("/form").status_code == 205
    assert client.get("/cached").text == "new"
    assert client.get("/cached?etag=1").status_code == 304
