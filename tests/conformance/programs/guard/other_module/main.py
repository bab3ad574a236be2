# The list stands in another module, which does not say what it is for.
# outcome: silent
from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

from guard.other_module import security
from guard.other_module.security import ADMINS, PROTECTED, require_role

app = FastAPI()
router = APIRouter(dependencies=PROTECTED)  # E[fastapi-guard]


@router.get("/list")
def of_list() -> str:
    return "secret"


@app.get("/function", dependencies=[Depends(require_role)])  # E[fastapi-guard]
def of_function() -> str:
    return "secret"


@app.get("/module", dependencies=[*ADMINS, Depends(security.require_role)])  # E[fastapi-guard]
def of_module() -> str:
    return "secret"


@app.get("/right", dependencies=ADMINS)
def right() -> str:
    return "secret"


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("/list", "/function", "/module?role=admin"):
        assert client.get(path).json() == "secret"
    assert client.get("/right").status_code == 403
