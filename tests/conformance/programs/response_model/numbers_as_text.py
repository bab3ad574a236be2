# A field, or what is in it, may say that a number will do for text.
# outcome: 500
from typing import Annotated, Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()
Text = Annotated[str, Field(coerce_numbers_to_str=True)]
KEEPS = True


class Row(BaseModel):
    field: str = Field(default="", coerce_numbers_to_str=True)
    annotated: Annotated[str, Field(coerce_numbers_to_str=True)] = ""
    alias: Text = ""
    items: list[Text] = []
    by_name: str = Field("", coerce_numbers_to_str=KEEPS)
    no: str = Field("", coerce_numbers_to_str=False)
    short: str = Field("", max_length=3)


@app.get("/right/field", response_model=Row)
def field() -> Any:
    return {"field": 1, "annotated": 2, "alias": 3, "items": [4], "by_name": 5}


@app.get("/right/itself", response_model=Annotated[str, Field(coerce_numbers_to_str=True)])
def itself() -> Any:
    return 3


@app.get("/right/items", response_model=list[Text])
def items() -> list[int]:
    return [1]


@app.get("/right/declared", response_model=Text)
def declared() -> int:
    return 3


@app.get("/no", response_model=Row)
def no() -> Any:
    return {"no": 1}  # E[fastapi-response-model]


@app.get("/short", response_model=Row)
def short() -> Any:
    return {"short": 1}  # E[fastapi-response-model]


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        expected = 200 if path.startswith("/right/") else 500
        assert client.get(path).status_code == expected, path
