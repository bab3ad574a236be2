# Guards of other modules.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from guard.across_modules import deps, routes

app = FastAPI()
app.include_router(routes.router)
app.include_router(routes.other, dependencies=[Depends(deps.Can)])  # E[fastapi-guard]
app.include_router(routes.right)
app.include_router(routes.own)


def demonstrate(client: TestClient) -> None:
    assert client.get("/shop/0").status_code == 200
    assert client.get("/own/0").status_code == 200
    assert client.get("/right/0").status_code == 403
    admin = {"x-role": "admin"}
    assert "x-trace" not in client.get("/right/1", headers=admin).headers
    assert "x-trace" in client.get("/right/2", headers=admin).headers
