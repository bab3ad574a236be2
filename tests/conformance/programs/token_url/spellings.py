# The form is sent where nobody takes it, in other ways.
# outcome: silent
from typing import Annotated

import fastapi.security as security
from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient

PREFIX = "/api"
URL = "token"
Form = Annotated[OAuth2PasswordRequestForm, Depends()]


class Bearer(OAuth2PasswordBearer): ...


one = OAuth2PasswordBearer("token")  # E[fastapi-token-url]
two = OAuth2PasswordBearer(tokenUrl=URL)  # E[fastapi-token-url]
three = security.OAuth2PasswordBearer(tokenUrl=f"{PREFIX}/v1/token")  # E[fastapi-token-url]
four = Bearer(tokenUrl="/login")  # E[fastapi-token-url]
five = OAuth2PasswordBearer(tokenUrl="auth/login", auto_error=False)  # E[fastapi-token-url]
six = OAuth2PasswordBearer(tokenUrl="/api/auth/login/")
seven = OAuth2PasswordBearer(tokenUrl=f"{PREFIX}/auth/login")
auth = APIRouter(prefix="/auth")


@auth.post("/login")
def login(form: Form) -> dict[str, str]:
    return {"access_token": form.username, "token_type": "bearer"}


app = FastAPI()
app.include_router(auth, prefix=PREFIX)


@app.get("/me", dependencies=[Depends(d) for d in (one, two, three, four, five)])
def me() -> None: ...


def demonstrate(client: TestClient) -> None:
    form = {"username": "a", "password": "b"}
    for path in ("/token", "/api/v1/token", "/login", "/auth/login"):
        assert client.post(path, data=form).status_code == 404
    assert client.post("/api/auth/login", data=form).status_code == 200
    assert client.post("/api/auth/login/", data=form).status_code == 200
