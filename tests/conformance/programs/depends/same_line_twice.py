# The same mistake twice on one line is said once, another one beside it as well.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_id() -> int:
    return 3


class Names:
    def add(self, first: str, second: str) -> None: ...


# fmt: off
@app.get("/")
def same(a: str = Depends(get_id)) -> str: return type(a).__name__  # E[fastapi-depends]


@app.get("/both")
def both(a: str = Depends(get_id), b: str = Depends(get_id)) -> str: return type(b).__name__  # E[fastapi-depends] E[fastapi-depends]
# fmt: on


def use(value: str = Depends(get_id)) -> str:  # E[fastapi-depends]
    return value


def twice() -> tuple[str, str]:
    return use(), use()  # E[fastapi-direct-call]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "int"
    assert client.get("/both").json() == "int"
    assert type(twice()[0]).__name__ == "Depends"
