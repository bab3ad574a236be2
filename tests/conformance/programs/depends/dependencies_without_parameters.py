# What a dependency provides does not matter where no parameter receives it.
from fastapi import APIRouter, Depends, FastAPI, Security
from fastapi.testclient import TestClient

calls: list[str] = []


def verify() -> None:
    calls.append("verify")


async def verify_async() -> str:
    calls.append("verify_async")
    return "key"


class Verify:
    def __init__(self, key: str = "") -> None:
        calls.append("Verify")

    def __call__(self) -> int:
        calls.append("called")
        return 3


app = FastAPI(dependencies=[Depends(verify)])
router = APIRouter(dependencies=[Depends(verify_async), Security(Verify(), scopes=["read"])])
more = [Depends(Verify())]


@router.get("/", dependencies=[Depends(lambda: calls.append("lambda")), *more])
def read() -> list[str]:
    return calls


app.include_router(router, dependencies=[Depends(verify, use_cache=False)])


def demonstrate(client: TestClient) -> None:
    called = client.get("/").json()
    assert {"verify", "verify_async", "Verify", "called", "lambda"} <= set(called)
