# Names for url_for, token URLs, CORS and handlers across mounts and routers.
# outcome: 500
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, WebSocket
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from fastapi.testclient import TestClient
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.routing import Mount, Route

scheme = OAuth2PasswordBearer(tokenUrl="token")
users = APIRouter(prefix="/users", tags=["users"])
admin = FastAPI()


@users.get("/")
async def list_users(request: Request, token: Annotated[str | None, Depends(lambda: None)]) -> Any:
    return str(request.url_for("list_users"))


@users.get("/{user_id:int}", name="users:get")
async def get_user(user_id: int) -> int:
    return user_id


@admin.get("/", name="dashboard")
async def admin_index(request: Request) -> str:
    return "x"


class Guarded(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        if request.headers.get("x-guard") == "no":
            raise HTTPException(401)  # E[fastapi-handler]
        try:
            self.check(request)
        except HTTPException as exc:
            return JSONResponse({"detail": exc.detail}, exc.status_code)
        return await call_next(request)

    def check(self, request: Request) -> None:
        if request.headers.get("x-guard") == "maybe":
            raise HTTPException(403)


MIDDLEWARE = [Middleware(Guarded)]
app = FastAPI(middleware=MIDDLEWARE)
app.include_router(users)
app.mount("/admin", admin, name="admin")


@app.post("/token")
def token(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    return {"access_token": form.username}


@app.get("/0")
def r0(request: Request) -> Any:
    return str(request.url_for("get_user", user_id=1))  # E[fastapi-url-for]


@app.get("/1")
def r1(request: Request) -> Any:
    return str(request.url_for("dashboard"))  # E[fastapi-url-for]


@app.get("/2")
def r2(request: Request) -> Any:
    return RedirectResponse(app.url_path_for("users:get", id=3))  # E[fastapi-url-for]


@app.get("/v0")
def v0(request: Request) -> Any:
    return [
        str(request.url_for("users:get", user_id=1)),
        str(request.url_for("admin:dashboard")),
        str(request.url_for("admin", path="/")),
        app.url_path_for("list_users"),
        str(request.url_for("token")),
        users.url_path_for("list_users"),
    ]


@app.get("/v1")
def v1(token: Annotated[str, Depends(scheme)]) -> str:
    return token


def demonstrate(client: TestClient) -> None:
    for n in range(3):
        assert client.get(f"/{n}").status_code == 500, n
    assert client.get("/v0").status_code == 200
    assert client.get("/v0", headers={"x-guard": "no"}).status_code == 500
    assert client.get("/v0", headers={"x-guard": "maybe"}).status_code == 403
