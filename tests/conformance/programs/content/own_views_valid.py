# A class of dictionaries whose keys, values and items are lists.
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

app = FastAPI()


class Counts(dict[str, int]):
    def keys(self) -> Any:
        return sorted(super().keys())

    def values(self) -> Any:
        return sorted(super().values())

    def items(self) -> Any:
        return sorted(super().items())


@app.get("/")
def counts() -> JSONResponse:
    found = Counts(b=2, a=1)
    return JSONResponse([found.keys(), found.values(), found.items()])


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [["a", "b"], [1, 2], [["a", 1], ["b", 2]]]
