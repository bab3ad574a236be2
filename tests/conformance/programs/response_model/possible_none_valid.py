# A None that is declared but never returned does no harm; nor does one that the model allows.
from typing import Any, Optional, Union

from fastapi import APIRouter, FastAPI, HTTPException, Response
from fastapi.testclient import TestClient
from pydantic import BaseModel, RootModel

app = FastAPI()
callbacks = APIRouter()


class User(BaseModel):
    id: int


class MaybeUser(RootModel[Optional[User]]):
    pass


USERS = {1: User(id=1)}


@app.get("/raises", response_model=User)
def raises(number: int = 1) -> User | None:
    user = USERS.get(number)
    if user is None:
        raise HTTPException(404)
    return user


@app.get("/allowed", response_model=User | None)
def allowed() -> User | None:
    return USERS.get(2)


@app.get("/typing", response_model=Optional[User])
def typing_optional() -> Union[User, None]:
    return None


@app.get("/root", response_model=MaybeUser)
def root() -> User | None:
    return None


@app.get("/any", response_model=Any)
def anything() -> User | None:
    return None


@app.get("/none", response_model=None)
def no_model() -> User | None:
    return None


@app.get("/object", response_model=object)
def objects() -> User | None:
    return None


@app.get("/gone", response_model=User)
def gone() -> None:
    """Only here for the documentation."""
    raise HTTPException(410)


@callbacks.post("/callback", response_model=User)
def callback() -> User | None:
    """What the other side is expected to answer."""


@app.get("/response", response_model=User)
def response() -> Response | None:
    return Response(status_code=304)


@app.webhooks.post("new-user", response_model=User)
def new_user() -> None:
    pass


app.include_router(callbacks, prefix="/documentation")


def demonstrate(client: TestClient) -> None:
    for path in ("/raises", "/allowed", "/typing", "/root", "/any", "/none", "/object"):
        assert client.get(path).status_code == 200, path
    assert client.get("/gone").status_code == 410
    assert client.get("/response").status_code == 304
