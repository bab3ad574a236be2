# A request in a mounted application asks the outermost one for a name: there it begins with that of the mount.
# outcome: 500
from fastapi import APIRouter, FastAPI, Request
from fastapi.testclient import TestClient
from starlette.requests import HTTPConnection

app = FastAPI()
admin = FastAPI()
plain = FastAPI()
router = APIRouter(prefix="/parts")


@admin.get("/panel/{section}")
def panel(section: str) -> str:
    return section


@admin.get("/wrong")
def wrong(request: Request) -> str:
    return str(request.url_for("panel", section="a"))  # E[fastapi-url-for]


@router.get("/wrong")
def wrong_in_router(request: HTTPConnection) -> str:
    return str(request.url_for("panel", section="a"))  # E[fastapi-url-for]


@app.get("/wrong")
def wrong_outside(request: Request) -> str:
    return str(request.url_for("panel", section="a"))  # E[fastapi-url-for]


# Valid.


@admin.get("/right")
def right(request: Request) -> str:
    return request.url_for("admin:panel", section="a").path


@admin.get("/own")
def of_application(request: Request) -> str:
    return str(request.app.url_path_for("panel", section="a"))


@admin.get("/router")
def of_router() -> str:
    return str(admin.url_path_for("panel", section="a"))


@plain.get("/items/{item}")
def read_item(item: int, request: Request) -> str:
    return request.url_for("read_item", item=item).path


admin.include_router(router)
app.mount("/admin", admin, name="admin")
app.mount("/plain", plain)


def demonstrate(client: TestClient) -> None:
    for path in ("/admin/wrong", "/admin/parts/wrong", "/wrong"):
        assert client.get(path).status_code == 500, path
    assert client.get("/admin/right").json() == "/admin/panel/a"
    assert client.get("/admin/own").json() == "/panel/a"
    assert client.get("/admin/router").json() == "/panel/a"
    assert client.get("/plain/items/3").json() == "/plain/items/3"
