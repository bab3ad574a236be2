# A security scheme in Annotated asks for no credentials.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, FastAPI
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, OAuth2PasswordBearer
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="log-in")
Token = Annotated[str, oauth2_scheme]  # E[fastapi-annotated]


@router.get("/token")
def read_token(token: Annotated[str, oauth2_scheme]) -> str:  # E[fastapi-annotated]
    return token


@router.get("/alias")
def read_alias(token: Token) -> str:
    return token


@router.get("/bearer")
def read_bearer(
    credentials: Annotated[HTTPAuthorizationCredentials, HTTPBearer()],  # E[fastapi-annotated]
) -> str:
    return credentials.credentials


@router.get("/class")
def read_class(
    credentials: Annotated[HTTPAuthorizationCredentials, HTTPBearer],  # E[fastapi-annotated]
) -> str:
    return credentials.credentials


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/token?token=any").json() == "any"
    assert client.get("/alias?token=any").json() == "any"
    any_scheme = {"scheme": "any", "credentials": "any"}
    assert client.request("GET", "/bearer", json=any_scheme).json() == "any"
    assert client.request("GET", "/class", json=any_scheme).json() == "any"
