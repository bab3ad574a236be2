# The form of the Authorize button is sent to an address relative to the page of the documentation.
# outcome: silent
from typing import Annotated
from urllib.parse import urljoin

from fastapi import APIRouter, Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/api/v1")
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")  # E[fastapi-token-url]
absolute = OAuth2PasswordBearer(tokenUrl="/login")  # E[fastapi-token-url]


@router.post("/token")
def sign_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    return {"access_token": form.username, "token_type": "bearer"}


@router.get("/me")
def show_me(token: Annotated[str, Depends(oauth2_scheme)]) -> str:
    return token


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    schemes = client.get("/openapi.json").json()["components"]["securitySchemes"]
    (flow,) = [scheme["flows"]["password"] for scheme in schemes.values()]
    form = {"username": "ada", "password": "secret"}
    assert client.post(urljoin("/docs", flow["tokenUrl"]), data=form).status_code == 404
    assert client.post("/api/v1/token", data=form).status_code == 200
