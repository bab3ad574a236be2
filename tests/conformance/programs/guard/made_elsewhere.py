# Lambdas and partials that give what nobody calls.
# outcome: silent
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, Response, Security
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.testclient import TestClient


def get_role(x_role: Annotated[str, Header()] = "guest") -> str:
    return x_role


def require(role: str) -> Callable[[str], None]:
    def check(found: Annotated[str, Depends(get_role)]) -> None:
        if found != role:
            raise HTTPException(403)

    return check


def require_default(role: str = "admin") -> Callable[[str], None]:
    return require(role)


def untyped(role="admin"):
    def check(found: Annotated[str, Depends(get_role)]) -> None:
        if found != role:
            raise HTTPException(403)

    return check


async def verify(role: str) -> None:
    if role != "admin":
        raise HTTPException(403)


def is_admin(role: Annotated[str, Depends(get_role)]) -> bool:
    return role == "admin"


class Checker:
    def __init__(self, role: str = "admin") -> None:
        self.role = role

    def __call__(self, found: Annotated[str, Depends(get_role)]) -> None:
        if found != self.role:
            raise HTTPException(403)


class Factory:
    """Makes guards when called."""

    def __call__(self) -> Callable[[str], None]:
        return require("admin")

    def make(self) -> Checker:
        return Checker("admin")

    async def make_later(self) -> Checker:
        return Checker("admin")

    @staticmethod
    def static() -> Checker:
        return Checker()

    @classmethod
    def klass(cls) -> Checker:
        return Checker()


factory = Factory()
app = FastAPI()


@app.get("/0", dependencies=[Depends(lambda: require("admin"))])  # E[fastapi-guard]
@app.get("/1", dependencies=[Depends(lambda: untyped("admin"))])  # E[fastapi-guard]
@app.get("/2", dependencies=[Depends(lambda: Checker())])  # E[fastapi-guard]
@app.get("/3", dependencies=[Depends(lambda: verify("x"))])  # E[fastapi-guard]
@app.get("/4", dependencies=[Depends(lambda: RedirectResponse("/login"))])  # E[fastapi-guard]
@app.get("/5", dependencies=[Depends(partial(require, "admin"))])  # E[fastapi-guard]
@app.get("/6", dependencies=[Depends(partial(untyped, "admin"))])  # E[fastapi-guard]
@app.get("/7", dependencies=[Depends(partial(Checker, "admin"))])  # E[fastapi-guard]
@app.get("/8", dependencies=[Depends(factory)])  # E[fastapi-guard]
@app.get("/9", dependencies=[Depends(Factory())])  # E[fastapi-guard]
@app.get("/10", dependencies=[Depends(factory.make)])  # E[fastapi-guard]
@app.get("/11", dependencies=[Depends(factory.make_later)])  # E[fastapi-guard]
@app.get("/12", dependencies=[Depends(Factory.static)])  # E[fastapi-guard]
@app.get("/13", dependencies=[Depends(Factory.klass)])  # E[fastapi-guard]
@app.get("/14", dependencies=[Depends(Factory().make)])  # E[fastapi-guard]
@app.get("/15", dependencies=(Depends(require_default),))  # E[fastapi-guard]
@app.get("/16", dependencies=[Depends(dependency=require_default)])  # E[fastapi-guard]
@app.get("/17", dependencies=[Depends(lambda: require_default)])  # E[fastapi-guard]
@app.get("/18", dependencies=[Depends(lambda: is_admin)])  # E[fastapi-guard]
@app.get("/19", dependencies=[Depends(lambda: lambda: None)])  # E[fastapi-guard]
@app.get("/20", dependencies=[Depends(require_default, use_cache=False)])  # E[fastapi-guard]
def secret() -> str:
    return "secret"


def demonstrate(client: TestClient) -> None:
    for n in range(21):
        assert client.get(f"/{n}").json() == "secret", n
