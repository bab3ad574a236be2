# Guards that give a bool and check all the same, and verdicts that somebody reads.
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, Header, HTTPException, Request
from fastapi.testclient import TestClient

USERS = {"admin": True}


def deny_unless(allowed: bool) -> bool:
    if not allowed:
        raise HTTPException(403)
    return allowed


def get_role(x_role: Annotated[str, Header()] = "guest") -> str:
    if x_role != "admin":
        raise HTTPException(403)
    return x_role


def is_admin(x_role: Annotated[str, Header()] = "guest") -> bool:
    return x_role == "admin"


def is_known(x_role: Annotated[str, Header()] = "guest") -> bool:
    if x_role not in USERS:
        raise HTTPException(403)
    return True


def is_allowed(x_role: Annotated[str, Header()] = "guest") -> bool:
    return deny_unless(x_role in USERS)


def is_asserted(request: Request) -> bool:
    allowed = request.headers.get("x-role") == "admin"
    deny_unless(allowed)
    return allowed


def is_checked_before(role: Annotated[str, Depends(get_role)]) -> bool:
    return True


def is_given(x_role: Annotated[Literal["admin"], Header()]) -> bool:
    return True


async def is_admitted(admin: Annotated[bool, Depends(is_admin)]) -> bool:
    if not admin:
        raise HTTPException(403)
    return admin


app = FastAPI()


@app.get("/0", dependencies=[Depends(is_known)])
@app.get("/1", dependencies=[Depends(is_allowed)])
@app.get("/2", dependencies=[Depends(is_asserted)])
@app.get("/3", dependencies=[Depends(is_checked_before)])
@app.get("/4", dependencies=[Depends(is_given)])
@app.get("/5", dependencies=[Depends(is_admitted)])
@app.get("/6", dependencies=[Depends(lambda known=Depends(is_known): known)])
def secret() -> str:
    return "secret"


@app.get("/7")
def asked(_allowed: Annotated[bool, Depends(is_admin)]) -> str:
    deny_unless(_allowed)
    return "secret"


def demonstrate(client: TestClient) -> None:
    for number in range(8):
        assert client.get(f"/{number}").status_code in {403, 422}, number
        assert client.get(f"/{number}", headers={"x-role": "admin"}).json() == "secret", number
