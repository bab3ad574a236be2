# Whoever includes a plain router adds a dependency that wants the response: its routes have none to send.
# outcome: 500
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from . import users
from .orders import orders
from .sessions import audit, get_session, get_whatever

app = FastAPI()
app.include_router(users.router, dependencies=[Depends(get_session)])  # E[fastapi-scope]
app.include_router(
    users.router,
    prefix="/again",
    dependencies=[
        Depends(audit),  # E[fastapi-scope]
        Depends(get_whatever),
    ],
)
app.include_router(orders, dependencies=[Depends(get_session)])
app.include_router(users.others, dependencies=[Depends(get_whatever)])


def demonstrate(client: TestClient) -> None:
    assert client.get("/users").status_code == 500
    assert client.get("/again/users").status_code == 500
    assert client.get("/orders").status_code == 200
    assert client.get("/others").status_code == 200
