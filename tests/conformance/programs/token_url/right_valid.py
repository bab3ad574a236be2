# Addresses that lead to the route, and those of which nothing can be said.
from typing import Annotated
from urllib.parse import urljoin

from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient

app = FastAPI(docs_url="/api/docs")
relative = OAuth2PasswordBearer(tokenUrl="token")
absolute = OAuth2PasswordBearer(tokenUrl="/api/token")
elsewhere = OAuth2PasswordBearer(tokenUrl="https://login.example/token")


@app.post("/api/token")
def sign_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    return {"access_token": form.username, "token_type": "bearer"}


@app.get("/me")
def show_me(token: Annotated[str, Depends(relative)]) -> str:
    return token


def demonstrate(client: TestClient) -> None:
    form = {"username": "ada", "password": "secret"}
    assert client.post(urljoin("/api/docs", "token"), data=form).status_code == 200
