# Most factories say nothing of what they return; the source does.
# outcome: silent
from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient

from guard.not_annotated import factories

app = FastAPI()


def require_role(needed="admin"):
    def check_role(role: str = "guest"):
        if role != needed:
            raise HTTPException(403)

    return check_role


def require_name(needed="admin"):
    return lambda name="": require_role(needed)(name)


async def verify(token):
    if token != "secret":
        raise HTTPException(401)


def check_token(token: str = ""):
    return verify(token)


class Checker:
    def __init__(self, needed="admin"):
        self.needed = needed

    def __call__(self, role: str = "guest"):
        if role != self.needed:
            raise HTTPException(403)


def make_checker(needed="admin"):
    return Checker(needed)


@app.get(
    "/",
    dependencies=[
        Depends(require_role),  # E[fastapi-guard]
        Depends(require_name),  # E[fastapi-guard]
        Depends(check_token),  # E[fastapi-guard]
        Depends(Checker),  # E[fastapi-guard]
        Depends(make_checker),  # E[fastapi-guard]
        Depends(factories.require_role),  # E[fastapi-guard]
        Depends(factories.check_token),  # E[fastapi-guard]
        Depends(factories.checker),
        Depends(require_role("guest")),
    ],
)
def read() -> str:
    return "secret"


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == "secret"
