# A value is returned beside headers and cookies, which leave the status 204 as it is.
# outcome: silent
from fastapi import FastAPI, Response, status
from fastapi.testclient import TestClient

app = FastAPI()


@app.delete("/session", status_code=204)
async def log_out(response: Response):
    response.delete_cookie("session")
    return {"ok": True}  # E[fastapi-no-body]


@app.options("/books", status_code=status.HTTP_204_NO_CONTENT)
def describe(response: Response):
    response.headers["Allow"] = "GET"
    return ["GET"]  # E[fastapi-no-body]


@app.put("/seen", status_code=204)
def note(response: Response, name: str = "a"):
    response.set_cookie("seen", name)
    return name  # E[fastapi-no-body]


def demonstrate(client: TestClient) -> None:
    for method, path in (("DELETE", "/session"), ("OPTIONS", "/books"), ("PUT", "/seen")):
        answer = client.request(method, path)
        assert (answer.status_code, answer.content) == (204, b"")
