# Verdicts that somebody reads, and guards of the same forms that refuse.
import functools
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.testclient import TestClient


class User:
    is_admin: bool = False
    name: str = ""


def get_user(x_role: Annotated[str, Header()] = "") -> User:
    if x_role != "admin":
        raise HTTPException(401)
    return User()


def is_admin(x_role: Annotated[str, Header()] = "") -> bool:
    return x_role == "admin"


def require_admin(admin: Annotated[bool, Depends(is_admin)]) -> None:
    if not admin:
        raise HTTPException(403)


def is_there(user: User = Depends(get_user)):
    match user:
        case None:
            return False
        case User():
            return True


def name_of(user: User = Depends(get_user)):
    return user.name or "nobody"


def matched(request: Request):
    match request.headers.get("x-role"):
        case "admin":
            return True
        case _:
            raise HTTPException(403)


def mark(response: Response):
    response.headers["x-mark"] = "1"
    return response


def kept(request: Request):
    request.state.answer = RedirectResponse("/login")
    return request.state.answer


def check(x_role: Annotated[str, Header()] = "", role: str = "admin") -> None:
    if x_role != role:
        raise HTTPException(403)


class Guards:
    @staticmethod
    def check(x_role: Annotated[str, Header()] = "") -> None:
        check(x_role)

    @classmethod
    def require(cls):
        return functools.partial(check, role="admin")


def guards(role: str):
    return [Depends(functools.partial(check, role=role)), Depends(Guards.require())]


app = FastAPI()
router = APIRouter(prefix="/all", dependencies=[Depends(is_admin)])


@app.get("/0", dependencies=[Depends(is_admin), Depends(require_admin)])
@app.get("/1", dependencies=[Depends(is_there)])
@app.get("/2", dependencies=[Depends(name_of)])
@app.get("/3", dependencies=[Depends(matched), Depends(mark)])
@app.get("/4", dependencies=guards("admin"))
@app.get("/5", dependencies=[Depends(Guards.check), Depends(kept)])
def read() -> str:
    return "secret"


@app.get("/6", dependencies=[Depends(is_admin)])
@router.get("/0")
def read_by_handler(admin: Annotated[bool, Depends(is_admin)]) -> str:
    if not admin:
        raise HTTPException(403)
    return "secret"


@router.get("/1")
def read_by_dependency(_: Annotated[None, Depends(require_admin)]) -> str:
    return "secret"


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in (*map(str, range(7)), "all/0", "all/1"):
        assert client.get(f"/{path}").status_code in {401, 403}
        assert client.get(f"/{path}", headers={"x-role": "admin"}).json() == "secret"
