# A dependency that may provide None for a parameter that excludes it.
# outcome: silent
from typing import Annotated, Optional, Union

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class User:
    pass


class Admin(User):
    pass


def find_user() -> User | None:
    return None


async def find_admin() -> Optional[Admin]:
    return None


def find_any() -> Union[User, str, None]:
    return None


def nothing() -> None:
    return None


MaybeUser = Annotated[User | None, Depends(find_user)]
SurelyUser = Annotated[User, Depends(find_user)]  # E[fastapi-depends]


@app.get("/right")
def right(
    a: Annotated[User | None, Depends(find_user)],
    b: Annotated[Optional[User], Depends(find_admin)],
    c: Annotated[None, Depends(nothing)],
    d: Annotated[object, Depends(nothing)],
    e: MaybeUser,
    f: Annotated[User | str | None, Depends(find_any)],
    g: Optional[User] = Depends(nothing),
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g)]


@app.get("/wrong")
def wrong(
    a: Annotated[User, Depends(find_user)],  # E[fastapi-depends]
    b: Annotated[User, Depends(find_admin)],  # E[fastapi-depends]
    c: Annotated[User, Depends(nothing)],  # E[fastapi-depends]
    d: SurelyUser,
    e: Annotated[User | str, Depends(find_any)],  # E[fastapi-depends]
    f: Annotated[int, Depends(find_user)],  # E[fastapi-depends]
    g: User = Depends(find_user),  # E[fastapi-depends]
    h: User = Depends(find_any),  # E[fastapi-depends]
) -> list[str]:
    return [type(value).__name__ for value in (a, b, c, d, e, f, g, h)]


def demonstrate(client: TestClient) -> None:
    assert client.get("/right").json() == ["NoneType"] * 7
    assert client.get("/wrong").json() == ["NoneType"] * 8
