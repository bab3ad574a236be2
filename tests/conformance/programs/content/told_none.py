# A model that the tests before leave nothing of but None is `null`.
# outcome: 500
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str
    manager: "User | None" = None


def find_user(name: str = "") -> User | None:
    return User(name=name) if name else None


CurrentUser = Annotated[User | None, Depends(find_user)]


@app.get("/is-none")
def is_none(user: CurrentUser) -> JSONResponse:
    if user is None:
        return JSONResponse({"user": user})
    return JSONResponse({"user": user})  # E[fastapi-content]


@app.get("/raised")
def raised(user: CurrentUser) -> str:
    if not user:
        raise HTTPException(404, detail={"user": user})
    raise HTTPException(409, detail={"user": user})  # E[fastapi-content]


@app.get("/left")
def left(user: CurrentUser) -> JSONResponse:
    if user is not None:
        return JSONResponse(user.name)
    return JSONResponse(user)


@app.get("/else")
def otherwise(user: CurrentUser, strict: bool = False) -> JSONResponse:
    if user is not None and strict:
        return JSONResponse(user)  # E[fastapi-content]
    elif isinstance(user, User):
        return JSONResponse([user])  # E[fastapi-content]
    else:
        return JSONResponse([user])


@app.get("/chosen")
def chosen(user: CurrentUser) -> JSONResponse:
    return JSONResponse(user.model_dump() if user else user)


@app.post("/attribute")
def attribute(user: User) -> JSONResponse:
    if user.manager is None:
        return JSONResponse([user.manager])
    return JSONResponse([user.manager])  # E[fastapi-content]


@app.get("/asserted")
def asserted(user: CurrentUser) -> JSONResponse:
    try:
        assert user is None
        return JSONResponse({"nobody": user})
    except AssertionError:
        return JSONResponse({"somebody": 1})


def demonstrate(client: TestClient) -> None:
    assert client.get("/is-none").json() == {"user": None}
    assert client.get("/raised").json() == {"detail": {"user": None}}
    for path in ("/left", "/chosen"):
        assert client.get(path).json() is None
    assert client.get("/else").json() == [None]
    assert client.get("/asserted").json() == {"nobody": None}
    assert client.post("/attribute", json={"name": "a"}).json() == [None]
    for path in ("/is-none", "/raised", "/else"):
        assert client.get(path, params={"name": "a"}).status_code == 500
