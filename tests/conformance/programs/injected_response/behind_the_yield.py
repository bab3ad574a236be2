# A dependency sets something behind its yield, when the response is made already.
# outcome: silent
from collections.abc import AsyncIterator, Iterator

from fastapi import Depends, FastAPI, Response
from fastapi.testclient import TestClient

app = FastAPI()
log: list[str] = []


async def timed(response: Response) -> AsyncIterator[None]:
    try:
        yield
    finally:
        response.headers["x-time"] = "1"  # E[fastapi-injected-response]


def failed(response: Response) -> Iterator[None]:
    response.headers["x-before"] = "1"
    try:
        yield
    except ValueError:
        response.status_code = 400  # E[fastapi-injected-response]
        raise
    response.set_cookie("x-after", "1")  # E[fastapi-injected-response]


class Counted:
    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, response: Response) -> Iterator[None]:
        yield
        response.headers.append(self.name, "1")  # E[fastapi-injected-response]


def mark(response: Response) -> None:
    response.headers["x-mark"] = "1"


def marked(response: Response) -> Iterator[None]:
    yield
    mark(response)  # E[fastapi-injected-response]
    log.append("marked")


counted = Counted("x-count")


@app.get(
    "/books",
    dependencies=[Depends(timed), Depends(failed), Depends(counted), Depends(marked)],
)
def list_books() -> list[str]:
    return []


def demonstrate(client: TestClient) -> None:
    headers = client.get("/books").headers
    assert sorted(name for name in headers if name.startswith("x-")) == ["x-before"]
    assert "set-cookie" not in headers
    assert log == ["marked"]
