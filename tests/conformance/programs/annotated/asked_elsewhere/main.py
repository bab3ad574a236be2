# Dependencies for which only other modules ask: the usual place for them is a module of their own.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from annotated.asked_elsewhere import tokens
from annotated.asked_elsewhere.tokens import User, get_token, get_user

app = FastAPI()


@app.get("/token")
def read_token(token: Annotated[str, Depends(get_token)]) -> str:
    return tokens.called_by_hand(token)


@app.get("/user")
def read_user(user: User = Depends(get_user)) -> str:
    return user.name


@app.get("/page")
def read_page(page: str = Depends(tokens.get_page)) -> str:
    return page


def demonstrate(client: TestClient) -> None:
    assert client.get("/token?x_token=anybody").json() == "anybody"
    assert client.request("GET", "/user", json={"name": "admin"}).json() == "admin"
    assert client.get("/page?sort=a").json() == "a1"
