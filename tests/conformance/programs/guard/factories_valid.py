# What a factory makes checks itself, or says more than yes or no.
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from fastapi.testclient import TestClient


def deny() -> bool:
    raise HTTPException(403)


def require_name(name: str):
    def check(x_name: Annotated[str, Header()] = "") -> bool:
        if x_name != name:
            raise HTTPException(403)
        return True

    return check


def require_any(*names: str) -> Callable[..., bool]:
    def check(x_name: Annotated[str, Header()] = "") -> bool:
        return x_name in names or deny()

    return check


def require_all(*checks: Callable[[Request], bool]):
    def check(request: Request) -> bool:
        return all(each(request) for each in checks)

    return check


def remember(name: str):
    def check(request: Request) -> bool:
        request.state.name = name
        return True

    return check


def answer_of(text: str):
    async def check(response: Response) -> Response:
        response.headers["x-text"] = text
        return response

    return check


def has_name(request: Request) -> bool:
    return "x-name" in request.headers or deny()


def count_of(calls: list[Any]):
    def check() -> bool:
        calls.append(1)
        return True

    return check


app = FastAPI()


@app.get("/0", dependencies=[Depends(require_name("admin"))])
@app.get("/1", dependencies=[Depends(require_any("admin"))])
@app.get("/2", dependencies=[Depends(require_all(has_name))])
def read() -> str:
    return "secret"


@app.get("/3", dependencies=[Depends(remember("a")), Depends(count_of([]))])
def read_remembered(request: Request) -> str:
    return request.state.name


def mark(response: Response) -> Response:
    response.headers["x-marked"] = "yes"
    return response


@app.get("/4", dependencies=[Depends(answer_of("a")), Depends(mark)])
def read_answered() -> str:
    return "open"


def demonstrate(client: TestClient) -> None:
    for n in range(3):
        assert client.get(f"/{n}").status_code == 403, n
    assert client.get("/3").json() == "a"
    marked = client.get("/4").headers
    assert (marked["x-text"], marked["x-marked"]) == ("a", "yes")
