# A login route that takes JSON, a query or another field: it answers, and what its clients send is their affair.
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Form
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
router = APIRouter(prefix="/auth")
by_json = OAuth2PasswordBearer(tokenUrl="/auth/login")
by_query = OAuth2PasswordBearer(tokenUrl="auth/query")
by_field = OAuth2PasswordBearer(tokenUrl="auth/field")
beside = OAuth2PasswordBearer(tokenUrl="auth/tenant")


class Credentials(BaseModel):
    username: str
    password: str


@router.post("/login")
async def login(credentials: Credentials) -> dict[str, str]:
    return {"access_token": credentials.username}


@router.post("/query")
def by_two(username: str, password: str) -> dict[str, str]:
    return {"access_token": username}


@router.post("/field")
def by_mail(email: Annotated[str, Form()], password: Annotated[str, Form()]) -> dict[str, str]:
    return {"access_token": email}


@router.post("/tenant")
def of_tenant(tenant: str, form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    return {"access_token": f"{tenant}/{form.username}"}


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    sent = {"grant_type": "password", "username": "a", "password": "b"}
    for path in ("login", "query", "field", "tenant"):
        assert client.post(f"/auth/{path}", data=sent).status_code == 422, path
