# The documentation trades a code for a token at "tokenUrl": the route stands behind a prefix.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Form
from fastapi.security import OAuth2AuthorizationCodeBearer
from fastapi.testclient import TestClient

ELSEWHERE = "https://accounts.example.com/authorize"
router = APIRouter(prefix="/api/v1")
wrong = OAuth2AuthorizationCodeBearer(
    authorizationUrl=ELSEWHERE,
    tokenUrl="token",  # E[fastapi-token-url]
)
right = OAuth2AuthorizationCodeBearer(authorizationUrl=ELSEWHERE, tokenUrl="api/v1/token")
absolute = OAuth2AuthorizationCodeBearer(authorizationUrl=ELSEWHERE, tokenUrl="/api/v1/token")
# It may be answered by something in front of the application.
other = OAuth2AuthorizationCodeBearer(authorizationUrl=ELSEWHERE, tokenUrl="realms/shop/token")
outside = OAuth2AuthorizationCodeBearer(
    authorizationUrl=ELSEWHERE, tokenUrl="https://accounts.example.com/token"
)


@router.post("/token")
def trade(code: Annotated[str, Form()]) -> dict[str, str]:
    return {"access_token": code, "token_type": "bearer"}


@router.get("/me")
def show_me(
    first: Annotated[str, Depends(wrong)],
    second: Annotated[str, Depends(right)],
    third: Annotated[str, Depends(absolute)],
    fourth: Annotated[str, Depends(other)],
    fifth: Annotated[str, Depends(outside)],
) -> str:
    return first


app = FastAPI()
app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.post("/token", data={"code": "x"}).status_code == 404
    assert client.post("/api/v1/token", data={"code": "x"}).status_code == 200
