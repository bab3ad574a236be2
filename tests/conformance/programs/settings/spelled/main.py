# Settings as a dependency in other spellings.
# outcome: silent
# fastapi: 0.148
from functools import partial
from typing import Annotated

import fastapi as f
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from . import conf
from .conf import Bare, Both, Derived, Frozen, Good, OwnInit, Settings, SettingsDep, get_settings
from .conf import Settings as Config

app = FastAPI()
guarded = f.APIRouter(dependencies=[Depends(Settings)])  # E[fastapi-settings]


@app.get("/alias")
def alias(s: SettingsDep) -> str:
    return s.admin_key


@app.get("/bare")
def bare(s: Bare) -> str:
    return s.admin_key


@app.get("/default")
def default(s: Config = Depends()) -> str:  # E[fastapi-settings]
    return s.admin_key


@app.get("/annotated")
def annotated(s: Annotated[conf.Derived, f.Depends()]) -> str:  # E[fastapi-settings]
    return s.admin_key


@app.get("/both")
def both(s: "Annotated[Both, Depends(Both)]") -> str:  # E[fastapi-settings]
    return s.admin_key


@app.get("/security")
def security(s: Derived = f.Security(Derived)) -> str:  # E[fastapi-settings]
    return s.admin_key


@app.get("/partial")
def partially(
    s: Settings = Depends(partial(Settings, _env_file=None)),  # E[fastapi-settings]
) -> str:
    return s.admin_key


def of_dependency(s: Settings = Depends(Settings)) -> str:  # E[fastapi-settings]
    return s.admin_key


class Service:
    def __init__(self, s: Settings = Depends(Settings)) -> None:  # E[fastapi-settings]
        self.key = s.admin_key


@app.get("/dependency")
def dependency(key: str = Depends(of_dependency)) -> str:
    return key


@app.get("/service")
def service(service: Service = Depends()) -> str:
    return service.key


@app.get("/right/1")
def right1(s: Good, t: Settings = Depends(get_settings)) -> str:
    return s.admin_key


@app.get("/right/2")
def right2(s: Settings = Depends(lambda: Settings())) -> str:
    return s.admin_key


@app.get("/right/3")
def right3(s: OwnInit = Depends(), t: OwnInit = Depends(OwnInit)) -> str:
    return s.admin_key


@app.get("/right/4")
def right4(s: Annotated[str, Depends(lambda: get_settings().admin_key)]) -> str:
    return s


@guarded.get("/guarded")
def of_guarded() -> str:
    return "x"


app.include_router(guarded)


def demonstrate(client: TestClient) -> None:
    for path in "alias bare default annotated both security dependency service partial".split():
        assert client.get(f"/{path}?admin_key=mine").json() == "mine", path
    for i in range(1, 5):
        assert client.get(f"/right/{i}?admin_key=mine").json() == "secret"
