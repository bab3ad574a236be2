# A security scheme that may provide None, or provides something else.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI, Security
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBearer, OAuth2PasswordBearer
from fastapi.testclient import TestClient
from pydantic import BaseModel

from . import schemes
from .schemes import OptionalKey, bearer, oauth2, optional_oauth2

app = FastAPI()
local = OAuth2PasswordBearer("token", auto_error=False)
LocalToken = Annotated[str, Depends(local)]  # E[fastapi-depends]


class User(BaseModel):
    name: str


@app.get("/none")
def none(
    a: Annotated[str, Depends(local)],  # E[fastapi-depends]
    b: Annotated[str, Depends(optional_oauth2)],  # E[fastapi-depends]
    c: Annotated[str, Security(schemes.optional_oauth2)],  # E[fastapi-depends]
    d: Annotated[str, Depends(APIKeyHeader(name="x-key", auto_error=False))],  # E[fastapi-depends]
    e: Annotated[str, Depends(HTTPBasic(auto_error=False))],  # E[fastapi-depends]
    f: Annotated[str, Depends(OptionalKey())],  # E?[fastapi-depends]
    g: LocalToken,
    h: str = Security(local, scopes=["read"]),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h)]


@app.get("/another")
def another(
    a: Annotated[User, Depends(oauth2)],  # E[fastapi-depends]
    b: Annotated[str, Depends(bearer)],  # E[fastapi-depends]
    c: Annotated[str, Depends(HTTPBearer())],  # E[fastapi-depends]
    d: User = Security(schemes.oauth2),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/none").json() == ["NoneType"] * 8
    names = client.get("/another", headers={"authorization": "Bearer x"}).json()
    assert names == ["str", "HTTPAuthorizationCredentials", "HTTPAuthorizationCredentials", "str"]
