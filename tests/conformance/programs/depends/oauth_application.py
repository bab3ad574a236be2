# Users behind OAuth2, with scopes, as FastAPI's documentation does it.
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token", scopes={"me": "", "items": ""})
optional_scheme = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)


class User(BaseModel):
    name: str
    disabled: bool = False


class UserInDB(User):
    hashed_password: str = ""


def get_user(name: str) -> UserInDB | None:
    return UserInDB(name=name) if name == "ada" else None


async def get_current_user(
    scopes: SecurityScopes, token: Annotated[str, Depends(oauth2_scheme)]
) -> UserInDB:
    user = get_user(token)
    if user is None:
        raise HTTPException(401, headers={"WWW-Authenticate": f"Bearer {scopes.scope_str}"})
    return user


async def get_optional_user(token: str | None = Depends(optional_scheme)) -> User | None:
    return get_user(token) if token else None


async def get_active_user(
    user: Annotated[User, Security(get_current_user, scopes=["me"])],
) -> User:
    if user.disabled:
        raise HTTPException(400)
    return user


ActiveUser = Annotated[User, Depends(get_active_user)]
OptionalUser = Annotated[User | None, Depends(get_optional_user)]


@app.get("/me")
async def me(user: ActiveUser) -> User:
    return user


@app.get("/items")
async def items(user: Annotated[User, Security(get_active_user, scopes=["items"])]) -> list[str]:
    return [user.name]


@app.get("/greeting")
async def greeting(user: OptionalUser = None) -> str:
    return user.name if user else "nobody"


def demonstrate(client: TestClient) -> None:
    headers = {"authorization": "Bearer ada"}
    assert client.get("/me", headers=headers).json()["name"] == "ada"
    assert client.get("/items", headers=headers).json() == ["ada"]
    assert client.get("/me").status_code == 401
    assert client.get("/greeting").json() == "nobody"
    assert client.get("/greeting", headers=headers).json() == "ada"
