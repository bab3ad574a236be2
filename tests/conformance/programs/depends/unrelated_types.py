# FastAPI hands over what a dependency returns, whatever the parameter declares.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


def get_user_id() -> int:
    return 3


@app.get("/default")
def default(user: User = Depends(get_user_id)) -> str:  # E[fastapi-depends]
    return type(user).__name__


@app.get("/annotated")
def annotated(user: Annotated[User, Depends(get_user_id)]) -> str:  # E[fastapi-depends]
    return type(user).__name__


@app.get("/lines")
async def over_lines(
    number: int,
    name: Annotated[  # E[fastapi-depends]
        str,
        Depends(get_user_id),
    ],
    user: User = Depends(get_user_id),  # E[fastapi-depends]
) -> list[str]:
    return [type(user).__name__, type(name).__name__]


def demonstrate(client: TestClient) -> None:
    assert client.get("/default").json() == "int"
    assert client.get("/annotated").json() == "int"
    assert client.get("/lines?number=1").json() == ["int", "int"]
