# Routers that nothing includes.
# outcome: silent
# enable: fastapi-unused-router
from fastapi import FastAPI
from fastapi.testclient import TestClient

from . import parts
from .parts import ALL, BY_NAME, exported, make, used

app = FastAPI(routes=[*parts.appended.routes])
app.include_router(used)
app.include_router(getattr(parts, "by_name"))
for router in ALL:
    app.include_router(router)
for router in BY_NAME.values():
    app.include_router(router)
app.include_router(make())
app.router.routes.extend(parts.copied.routes)
app.mount("/mounted", exported)


def demonstrate(client: TestClient) -> None:
    for path in "used nested by_name in_list in_dict appended copied made mounted/exported".split():
        assert client.get(f"/{path}").json() == "x", path
    assert client.get("/unused").status_code == 404
