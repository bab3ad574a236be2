# A verdict that another function or method gives, or a loop, or a `try`: nobody reads it.
# outcome: silent
import logging
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Request
from fastapi.testclient import TestClient

logger = logging.getLogger(__name__)


class Member:
    def __init__(self, *roles: str) -> None:
        self.roles = roles

    def has(self, role: str) -> bool:
        return role in self.roles

    def has_any(self, *roles: str) -> bool:
        for role in roles:
            if role in self.roles:
                return True
        return False


def get_member(x_role: Annotated[str, Header()] = "guest") -> Member:
    return Member(x_role)


def get_claims(x_role: Annotated[str, Header()] = "guest") -> dict[str, Any]:
    return {"role": x_role}


CurrentMember = Annotated[Member, Depends(get_member)]
Claims = Annotated[dict[str, Any], Depends(get_claims)]


def may_read(member: CurrentMember) -> bool:
    return member.has("admin")


def may_write(member: CurrentMember):
    return member.has_any("admin", "owner")


async def is_owner(member: Member) -> bool:
    return member.has("owner")


async def may_own(member: CurrentMember) -> bool:
    return await is_owner(member)


def may_try(member: CurrentMember) -> bool:
    for role in ("admin", "owner"):
        if member.has(role):
            return True
    return False


def may_log(member: CurrentMember):
    if not member.has("admin"):
        logger.warning("nobody but administrators")
        return False
    return True


def may_claim(claims: Claims) -> bool:
    return claims["role"] == "admin"


def may_get(claims: Claims) -> bool:
    return claims.get("role") == "admin"


def is_numbered(request: Request) -> bool:
    try:
        number = request.headers.get("x-number", "").split("-")[0]
    except IndexError:
        return False
    return number == "1"


app = FastAPI()


@app.get("/0", dependencies=[Depends(may_read)])  # E[fastapi-guard]
@app.get("/1", dependencies=[Depends(may_write)])  # E[fastapi-guard]
@app.get("/2", dependencies=[Depends(may_own)])  # E[fastapi-guard]
@app.get("/3", dependencies=[Depends(may_try)])  # E[fastapi-guard]
@app.get("/4", dependencies=[Depends(may_log)])  # E[fastapi-guard]
@app.get("/5", dependencies=[Depends(may_claim)])  # E[fastapi-guard]
@app.get("/6", dependencies=[Depends(may_get)])  # E[fastapi-guard]
@app.get(
    "/7",
    dependencies=[
        Depends(lambda m=Depends(get_member): "x" in m.roles),  # E[fastapi-guard]
    ],
)
@app.get("/8", dependencies=[Depends(is_numbered)])
def secret() -> str:
    return "secret"


def demonstrate(client: TestClient) -> None:
    for number in range(9):
        assert client.get(f"/{number}").json() == "secret", number
