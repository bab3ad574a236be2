# The application is put together here, of routers that other modules make.
# outcome: silent
from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from . import pages, users
from .factory import add_routers


def get_team(team_id: str) -> str:
    return team_id


async def everything(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("everything")(scope, receive, send)


def create_app() -> FastAPI:
    made = FastAPI()
    teams = APIRouter(prefix="/teams/{team_id}", dependencies=[Depends(get_team)])
    teams.include_router(users.members)
    made.include_router(pages.router)
    made.include_router(teams)
    add_routers(made, [users.router])
    made.mount("/files", everything)
    made.include_router(users.late)
    return made


app = create_app()


def demonstrate(client: TestClient) -> None:
    assert client.get("/users/me").json() == "page users/me"
    assert client.get("/teams/a/members/b").json() == "member"
    assert client.get("/accounts/b").json() == "account"
    assert client.get("/files/list").text == "everything"
    assert client.get("/reports/3").status_code == 422
