"""The types that the stubs give: exact handlers, and what a security scheme provides."""

from collections.abc import Callable
from typing import Protocol

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.security import (
    APIKeyCookie,
    APIKeyHeader,
    APIKeyQuery,
    HTTPAuthorizationCredentials,
    HTTPBasic,
    HTTPBasicCredentials,
    HTTPBearer,
    HTTPDigest,
    OAuth2AuthorizationCodeBearer,
    OAuth2PasswordBearer,
    OpenIdConnect,
)
from typing_extensions import assert_type

app = FastAPI()
router = APIRouter()


class TakesANumber(Protocol):
    async def __call__(self, number: int, *, word: str = "") -> dict[str, int]: ...


class TakesANumberAndGivesNothing(Protocol):
    async def __call__(self, number: int) -> None: ...


@app.get("/a")
@router.post("/a", status_code=201, response_model=dict[str, int])
async def handler(number: int, *, word: str = "") -> dict[str, int]:
    return {}


@app.delete("/b", status_code=204)
@router.api_route("/b", status_code=304)
async def bodiless(number: int) -> None: ...


exact: TakesANumber = handler
exact_bodiless: TakesANumberAndGivesNothing = bodiless

oauth2 = OAuth2PasswordBearer(tokenUrl="token")
optional_oauth2 = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)


class Inheriting(HTTPBearer): ...


async def called_by_hand(request: Request, declared: OAuth2PasswordBearer) -> None:
    assert_type(await handler(1, word="a"), dict[str, int])
    assert_type(await oauth2(request), str)
    assert_type(await optional_oauth2(request), str | None)
    assert_type(await declared(request), str | None)
    assert_type(await Inheriting()(request), HTTPAuthorizationCredentials | None)
    assert_type(await HTTPBearer()(request), HTTPAuthorizationCredentials)
    assert_type(await HTTPBearer(auto_error=False)(request), HTTPAuthorizationCredentials | None)
    assert_type(await HTTPDigest(auto_error=True)(request), HTTPAuthorizationCredentials)
    assert_type(await HTTPBasic(realm="a")(request), HTTPBasicCredentials)
    assert_type(await HTTPBasic(auto_error=False)(request), HTTPBasicCredentials | None)
    assert_type(await APIKeyHeader(name="a")(request), str)
    assert_type(await APIKeyCookie(name="a", auto_error=False)(request), str | None)
    assert_type(await APIKeyQuery(name="a", auto_error=False)(request), str | None)
    assert_type(await OpenIdConnect(openIdConnectUrl="a")(request), str)
    assert_type(await OAuth2AuthorizationCodeBearer("a", "b")(request), str)


def provided() -> None:
    assert_type(Depends(oauth2), str)
    assert_type(Depends(optional_oauth2), str | None)


def from_unknown(
    declared: OAuth2PasswordBearer,
) -> Callable[..., None]:
    def takes(a: int = Depends(declared), b: list[int] = Depends(Inheriting())) -> None: ...

    return takes
