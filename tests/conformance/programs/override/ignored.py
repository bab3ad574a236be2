# A comment silences the rule by its own code or by that of the family.
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_number() -> int:
    return 1


def get_text() -> str:
    return "a"


app.dependency_overrides[get_number] = get_text  # type: ignore[fastapi-override]
app.dependency_overrides = {
    get_text: get_number,  # type: ignore[fastapi]
}


@app.get("/")
def read(text: str = Depends(get_text)) -> str:
    return type(text).__name__


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "int"
