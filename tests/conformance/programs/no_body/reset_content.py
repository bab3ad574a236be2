# FastAPI drops the body of a 205 after it has counted its bytes into Content-Length.
# outcome: protocol-error
from fastapi import FastAPI, status
from fastapi.testclient import TestClient

app = FastAPI()


@app.post("/form", status_code=205)
def reset():
    return {"reset": True}  # E[fastapi-no-body]


@app.put("/form", status_code=status.HTTP_205_RESET_CONTENT)
def reset_by_name():
    return "reset"  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    response = client.post("/form")
    assert response.status_code == 205
    assert response.content == b""
    assert response.headers["content-length"] == "14"
