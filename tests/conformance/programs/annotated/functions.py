# A function in Annotated is not called: FastAPI takes the parameter from the request.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


def get_user() -> User:
    return User(name="the one of the token")


def get_name() -> str:
    return "the one of the token"


async def get_tenant(name: Annotated[str, Depends(get_name)]) -> str:
    return f"tenant of {name}"


class Sessions:
    def current(self) -> str:
        return "the session of the cookie"


sessions = Sessions()


@app.get("/me")
def read_me(user: Annotated[User, get_user]) -> User:  # E[fastapi-annotated]
    return user


@app.get("/name")
def read_name(
    limit: int = 10,
    name: Annotated[str, get_name] = "nobody",  # E[fastapi-annotated]
) -> str:
    return name[:limit]


@app.get("/tenant")
async def read_tenant(
    tenant: "Annotated[str | None, get_tenant]" = None,  # E[fastapi-annotated]
) -> str | None:
    return tenant


@app.get("/session")
def read_session(session: Annotated[str, sessions.current]) -> str:  # E[fastapi-annotated]
    return session


def get_account(
    name: Annotated[str, get_name],  # E[fastapi-annotated]
    tenant: Annotated[str, Depends(get_tenant)],
) -> str:
    return f"{name} of {tenant}"


@app.get("/account")
def read_account(account: Annotated[str, Depends(get_account)]) -> str:
    return account


def demonstrate(client: TestClient) -> None:
    assert client.request("GET", "/me", json={"name": "admin"}).json() == {"name": "admin"}
    assert client.get("/name?name=admin").json() == "admin"
    assert client.get("/tenant?tenant=admin").json() == "admin"
    assert client.get("/session?session=admin").json() == "admin"
    assert client.get("/account?name=admin").json().startswith("admin of")
