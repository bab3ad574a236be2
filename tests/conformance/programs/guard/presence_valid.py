# Guards that only tell that something is there: what gives it has refused everybody else.
from functools import cached_property
from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Security
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBasicCredentials
from fastapi.testclient import TestClient
from pydantic import BaseModel, field_validator

key = APIKeyHeader(name="x-key")
basic = HTTPBasic()


class User:
    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def is_admin(self) -> bool:
        if self.name != "admin":
            raise HTTPException(403)
        return True


class Session:
    owner: User

    def __init__(self, x_name: Annotated[str, Header()] = "") -> None:
        self.user = User(x_name)
        self.owner = self.user

    @cached_property
    def loaded(self) -> User:
        return self.user


def get_user(x_name: Annotated[str, Header()] = "") -> User:
    if not x_name:
        raise HTTPException(401)
    return User(x_name)


CurrentUser = Annotated[User, Depends(get_user)]


def is_signed_in(user: CurrentUser) -> bool:
    return user is not None


def has_user(user: User = Depends(get_user)) -> bool:
    return bool(user)


def is_user(user: CurrentUser) -> bool:
    return isinstance(user, User)


def is_there(user: CurrentUser):
    if user:
        return True
    return False


def has_key(given: Annotated[str, Security(key)]) -> bool:
    return bool(given)


def has_credentials(given: HTTPBasicCredentials = Depends(basic)) -> bool:
    return given is not None


def has_header(x_wanted: Annotated[str, Header(pattern="^k$")]) -> bool:
    return x_wanted is not None


def through_attribute(session: Annotated[Session, Depends()]) -> bool:
    return session.user.is_admin


def through_annotation(session: Annotated[Session, Depends()]) -> bool:
    return session.owner.is_admin


def through_property(session: Annotated[Session, Depends()]) -> bool:
    return session.loaded.is_admin


class Limits(BaseModel):
    limit: int = 3

    @field_validator("limit")
    @classmethod
    def check_limit(cls, value: int) -> int:
        if value > 3:
            raise HTTPException(403)
        return value

    def __call__(self) -> int:
        return self.limit


class Made:
    def __new__(cls, x_name: str = "") -> "Made":
        if not x_name:
            raise HTTPException(401)
        return super().__new__(cls)

    def __call__(self) -> None:
        """Also used by hand."""


app = FastAPI()


@app.get("/0", dependencies=[Depends(is_signed_in)])
@app.get("/1", dependencies=[Depends(has_user)])
@app.get("/2", dependencies=[Security(is_user)])
@app.get("/3", dependencies=[Depends(is_there)])
@app.get("/4", dependencies=[Depends(has_key)])
@app.get("/5", dependencies=[Depends(has_credentials)])
@app.get("/6", dependencies=[Depends(has_header)])
@app.get("/7", dependencies=[Depends(through_attribute)])
@app.get("/8", dependencies=[Depends(through_annotation)])
@app.get("/9", dependencies=[Depends(through_property)])
@app.get("/10", dependencies=[Depends(Limits)])
@app.get("/11", dependencies=[Depends(Made)])
def read() -> str:
    return "secret"


def demonstrate(client: TestClient) -> None:
    for n in range(12):
        assert client.get(f"/{n}?limit=4").status_code in {401, 403, 422}, n
