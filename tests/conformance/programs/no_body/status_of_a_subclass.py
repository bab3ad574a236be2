# A subclass may give its routes another status than the one that is written, or a default.
from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

F = TypeVar("F", bound=Callable[..., Any])


class Quiet(APIRouter):
    def delete(self, path: str, **options: Any) -> Callable[[F], F]:  # type: ignore[override]
        options.setdefault("status_code", 204)
        return super().delete(path, **options)


class Versioned(APIRouter):
    def get(self, path: str, status_code: int = 200, **options: Any) -> Callable[[F], F]:  # type: ignore[override]
        if status_code == 204:
            status_code = 200
        return super().get(path, status_code=status_code, **options)


app = FastAPI()
quiet = Quiet()
versioned = Versioned()


@quiet.delete("/quiet")
def delete_quietly() -> None:
    return None


@quiet.delete("/loud", status_code=200)
def delete_loudly() -> int:
    return 1


@versioned.get("/versioned", status_code=204)
def read() -> int:
    return 1


app.include_router(quiet)
app.include_router(versioned)


def demonstrate(client: TestClient) -> None:
    assert client.delete("/quiet").status_code == 204
    assert client.delete("/loud").json() == 1
    assert client.get("/versioned").json() == 1
