# Functions of other modules in Annotated, by every way to them.
# outcome: silent
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

import annotated.module_names.again as again
import annotated.module_names.deps as alias
from annotated.module_names import deps
from annotated.module_names.again import deps as deps_again
from annotated.module_names.again import get_user as taken

app = FastAPI()
local = deps
renamed = deps.get_name


@app.get("/0")
def r0(name: Annotated[str, alias.get_name] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/1")
def r1(name: Annotated[str, deps.get_name] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/2")
def r2(name: Annotated[str, again.name_of] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/3")
def r3(name: Annotated[str, again.deps.get_name] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/4")
def r4(name: Annotated[str, deps_again.get_name] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/5")
def r5(name: Annotated[str, local.get_name] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/6")
def r6(name: Annotated[str, renamed] = "") -> str:  # E[fastapi-annotated]
    return name


@app.get("/7")
def r7(name: Annotated[str, deps.service.name] = "") -> str:  # E[fastapi-annotated]
    return name


@app.post("/8")
def r8(user: Annotated[deps.User, taken]) -> str:  # E[fastapi-annotated]
    return user.name


@app.post("/9")
def r9(user: "Annotated[alias.User, alias.get_user]") -> str:  # E[fastapi-annotated]
    return user.name


@app.get("/v0")
def v0(name: Annotated[str, Depends(alias.get_name)]) -> str:
    return name


@app.get("/v1")
def v1(name: Annotated[str, Depends(again.deps.get_name)], user: deps.CurrentUser) -> str:
    return name


@app.get("/v2")
def v2(name: Annotated[str, Depends(deps_again.service.name)]) -> str:
    return name


def demonstrate(client: TestClient) -> None:
    for n in range(8):
        assert client.get(f"/{n}?name=admin").json() == "admin", n
    for n in (8, 9):
        assert client.post(f"/{n}", json={"name": "admin"}).json() == "admin", n
    assert client.get("/v0?name=admin").json() == "guest"
    assert client.get("/v1?name=admin").json() == "guest"
    assert client.get("/v2?name=admin").json() == "service"
