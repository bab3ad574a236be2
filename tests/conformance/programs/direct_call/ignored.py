# A comment silences the rule by its own code or by that of the family.
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_number() -> int:
    return 1


def kind(number: int = Depends(get_number)) -> str:
    return type(number).__name__


@app.get("/")
def read() -> list[str]:
    return [
        kind(),  # type: ignore[fastapi-direct-call]
        kind(),  # type: ignore[fastapi]
    ]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Depends", "Depends"]
