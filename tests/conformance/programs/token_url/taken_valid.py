# Forms that are taken where they are sent.
from fastapi import APIRouter, Depends, FastAPI, Form
from fastapi.security import (
    OAuth2AuthorizationCodeBearer,
    OAuth2PasswordBearer,
    OAuth2PasswordRequestForm,
)
from fastapi.testclient import TestClient

V1 = "/api/v1"
relative = OAuth2PasswordBearer(tokenUrl="api/v1/login")
absolute = OAuth2PasswordBearer(f"{V1}/login", scopes={"a": "b"})
elsewhere = OAuth2PasswordBearer(tokenUrl="https://example.com/token")
code = OAuth2AuthorizationCodeBearer(authorizationUrl="/authorize", tokenUrl="/none")
router = APIRouter(prefix="/login")


@router.post("")
def login(form: OAuth2PasswordRequestForm = Depends()) -> dict[str, str]:
    return {"access_token": form.username}


app = FastAPI()
app.include_router(router, prefix=V1)


@app.get("/me", dependencies=[Depends(relative), Depends(absolute)])
def me() -> None: ...


def demonstrate(client: TestClient) -> None:
    assert client.post("/api/v1/login", data={"username": "a", "password": "b"}).status_code == 200
