# Fields of a form that the handler takes one by one are what the button sends.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Form
from fastapi.security import OAuth2PasswordBearer
from fastapi.testclient import TestClient

scheme = OAuth2PasswordBearer(tokenUrl="token")  # E[fastapi-token-url]
right = OAuth2PasswordBearer(tokenUrl="auth/login")
app = FastAPI()
router = APIRouter(prefix="/auth")


@router.post("/login")
async def login(
    username: Annotated[str, Form()], password: str = Form(min_length=1)
) -> dict[str, str]:
    return {"access_token": username + password, "token_type": "bearer"}


@app.get("/me")
def me(token: Annotated[str, Depends(scheme)], other: Annotated[str, Depends(right)]) -> str:
    return token + other


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    form = {"username": "a", "password": "b"}
    assert client.post("/token", data=form).status_code == 404
    assert client.post("/auth/login", data=form).status_code == 200
