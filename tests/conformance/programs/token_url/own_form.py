# A form of one's own that derives from FastAPI's is the one that the button sends.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient


class LoginForm(OAuth2PasswordRequestForm):
    pass


scheme = OAuth2PasswordBearer(tokenUrl="login")  # E[fastapi-token-url]
app = FastAPI()
router = APIRouter(prefix="/auth")


@router.post("/login")
def login(form: Annotated[LoginForm, Depends()]) -> dict[str, str]:
    return {"access_token": form.username, "token_type": "bearer"}


@app.get("/me")
def me(token: Annotated[str, Depends(scheme)]) -> str:
    return token


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    form = {"username": "a", "password": "b"}
    assert client.post("/login", data=form).status_code == 404
    assert client.post("/auth/login", data=form).status_code == 200
