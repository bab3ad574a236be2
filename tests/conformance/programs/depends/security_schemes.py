# FastAPI's security schemes provide None only with `auto_error=False`.
from typing import Annotated, Optional

import fastapi.security
from fastapi import Depends, FastAPI, Security
from fastapi.security import (
    APIKeyCookie,
    APIKeyHeader,
    APIKeyQuery,
    HTTPAuthorizationCredentials,
    HTTPBasic,
    HTTPBasicCredentials,
    HTTPBearer,
    HTTPDigest,
    OAuth2,
    OAuth2AuthorizationCodeBearer,
    OAuth2PasswordBearer,
    OpenIdConnect,
)
from fastapi.testclient import TestClient

app = FastAPI()
oauth2 = OAuth2PasswordBearer(tokenUrl="token")
oauth2_explicit = OAuth2PasswordBearer("token", auto_error=True)
oauth2_optional = OAuth2PasswordBearer("token", auto_error=False)
code = OAuth2AuthorizationCodeBearer("authorize", "token")
Token = Annotated[str, Depends(oauth2)]
MaybeToken = Annotated[str | None, Depends(oauth2_optional)]


class Bearer(HTTPBearer):
    pass


@app.get("/required")
def required(
    a: Annotated[str, Depends(oauth2)],
    b: Annotated[str, Depends(oauth2_explicit)],
    c: Annotated[str, Depends(code)],
    d: Annotated[str, Depends(APIKeyHeader(name="x-key"))],
    e: Annotated[str, Security(APIKeyQuery(name="key"))],
    f: Annotated[str, Depends(APIKeyCookie(name="key"))],
    g: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())],
    h: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())],
    i: Annotated[HTTPAuthorizationCredentials, Depends(HTTPDigest())],
    j: Annotated[str, Depends(OpenIdConnect(openIdConnectUrl="/openid"))],
    k: Annotated[str, Depends(OAuth2())],
    l: Token,
    m: Annotated[HTTPAuthorizationCredentials, Depends(Bearer())],
    o: str = Security(oauth2, scopes=["read"]),
    p: str | None = Depends(oauth2),
    q: str = Depends(fastapi.security.APIKeyHeader(name="x-key")),
) -> None: ...


@app.get("/optional")
def optional(
    a: Annotated[str | None, Depends(oauth2_optional)],
    b: Annotated[Optional[str], Security(APIKeyHeader(name="x-key", auto_error=False))],
    c: Annotated[HTTPBasicCredentials | None, Depends(HTTPBasic(auto_error=False))],
    d: MaybeToken,
    e: HTTPAuthorizationCredentials | None = Depends(HTTPBearer(auto_error=False)),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/required").status_code == 401
    assert client.get("/optional").json() == ["NoneType"] * 5
