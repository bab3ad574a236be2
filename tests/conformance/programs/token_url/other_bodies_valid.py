# Login routes that take what the documentation sends, each in its way.
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Form, Header, Request
from fastapi.security import OAuth2PasswordBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel, model_validator

app = FastAPI()
of_model = OAuth2PasswordBearer(tokenUrl="/model")
of_request = OAuth2PasswordBearer(tokenUrl="/request")
of_fields = OAuth2PasswordBearer(tokenUrl="/fields")
of_dependency = OAuth2PasswordBearer(tokenUrl="/dependency")
of_text = OAuth2PasswordBearer(tokenUrl="/text")
of_tenant = OAuth2PasswordBearer(tokenUrl="/tenants/main/login")


class Credentials(BaseModel):
    username: str
    password: str


class Text(BaseModel):
    text: str

    @model_validator(mode="before")
    @classmethod
    def of_bytes(cls, value: Any) -> Any:
        return {"text": value.decode()} if isinstance(value, bytes) else value


def credentials(username: str = Form(), password: str = Form(...)) -> str:
    return username + password


@app.post("/model")
def by_model(given: Annotated[Credentials, Form()]) -> dict[str, str]:
    return {"access_token": given.username}


@app.post("/request")
async def by_request(request: Request) -> dict[str, str]:
    form = await request.form()
    return {"access_token": str(form["username"])}


@app.post("/fields")
def by_fields(
    username: Annotated[str, Form()],
    password: Annotated[str, Form()],
    code: Annotated[str, Form()] = "",
    realm: str = "main",
    user_agent: Annotated[str, Header()] = "",
) -> dict[str, str]:
    return {"access_token": username + code + realm}


@app.post("/dependency")
def by_dependency(given: Annotated[str, Depends(credentials)]) -> dict[str, str]:
    return {"access_token": given}


@app.post("/text")
def by_text(given: Text) -> dict[str, str]:
    return {"access_token": given.text}


@app.post("/tenants/{tenant}/login")
def by_tenant(tenant: str, given: Annotated[str, Depends(credentials)]) -> dict[str, str]:
    return {"access_token": tenant + given}


def demonstrate(client: TestClient) -> None:
    sent = {"grant_type": "password", "username": "a", "password": "b"}
    for path in ("model", "request", "fields", "dependency", "text", "tenants/main/login"):
        assert client.post(f"/{path}", data=sent).status_code == 200, path
