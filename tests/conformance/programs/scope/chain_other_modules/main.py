# The generator stands in another module, where nothing is wrong: it is asked for in request scope.
# outcome: silent
# fastapi: 0.124
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from .database import log
from .services import Service, ServiceDep, audited, audited_twice

app = FastAPI()
Audited = Annotated[Service, Depends(audited)]  # E[fastapi-scope]


@app.get("/1")
async def read_1(service: Audited) -> None: ...


@app.get("/2")
async def read_2(service: Annotated[Service, Depends(audited)]) -> None: ...  # E[fastapi-scope]


@app.get("/3")
async def read_3(
    service: Service = Depends(audited_twice, scope="request"),  # E[fastapi-scope] E[fastapi-scope]
) -> None: ...


@app.get("/open")
async def read_open(
    a: ServiceDep,
    b: Annotated[Service, Depends(audited_twice, scope="function")],
) -> None: ...


def demonstrate(client: TestClient) -> None:
    for number in range(1, 4):
        log.clear()
        assert client.get(f"/{number}").status_code == 200
        assert log == ["closed"]
    log.clear()
    assert client.get("/open").status_code == 200
    assert log == ["open", "open"]
