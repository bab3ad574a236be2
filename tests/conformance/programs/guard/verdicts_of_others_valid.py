# Methods that look as if they only told something, and check or do something.
import logging
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.testclient import TestClient

logger = logging.getLogger(__name__)


class Member:
    def __init__(self, *roles: str) -> None:
        self.roles = list(roles)

    def has(self, role: str) -> bool:
        return role in self.roles

    def must_have(self, role: str) -> bool:
        if role not in self.roles:
            raise HTTPException(403)
        return True

    def add(self, role: str) -> bool:
        self.roles.append(role)
        return len(self.roles) > 1


class Strict(Member):
    def has(self, role: str) -> bool:
        return self.must_have(role)


class Rule:
    def is_met(self, role: str) -> bool:
        return role == "admin"

    def __call__(self, x_role: Annotated[str, Header()] = "guest") -> bool:
        return self.is_met(x_role)


class Refusing(Rule):
    def is_met(self, role: str) -> bool:
        if role != "admin":
            raise HTTPException(403)
        return True


def get_member(x_role: Annotated[str, Header()] = "guest") -> Member:
    return Strict(x_role)


CurrentMember = Annotated[Member, Depends(get_member)]


def by_derived(member: CurrentMember) -> bool:
    return member.has("admin")


def by_raising(member: CurrentMember) -> bool:
    return member.must_have("admin")


def adding(member: CurrentMember) -> bool:
    return member.add("reader")


def logged(member: CurrentMember) -> bool:
    logger.info("asked by %s", member)
    if "owner" in member.roles:
        return True
    return False


def always(member: CurrentMember) -> bool:
    for _ in member.roles:
        return True
    return True


def made(x_role: Annotated[str, Header()]) -> Any:
    return Depends(get_member)


app = FastAPI()


@app.get("/0", dependencies=[Depends(by_derived)])
@app.get("/1", dependencies=[Depends(by_raising)])
@app.get("/2", dependencies=[Depends(Refusing())])
def checked() -> str:
    return "secret"


@app.get("/3", dependencies=[Depends(adding), Depends(logged), Depends(always)])
@app.get("/4", dependencies=[Depends(lambda member=Depends(get_member): member is not None)])
@app.get("/5", dependencies=[Depends(made)])
def others() -> str:
    return "x"


def demonstrate(client: TestClient) -> None:
    for number in range(3):
        assert client.get(f"/{number}").status_code == 403, number
        assert client.get(f"/{number}", headers={"x-role": "admin"}).json() == "secret"
    for number in range(3, 5):
        assert client.get(f"/{number}").json() == "x"
    assert client.get("/5").status_code == 422
