# A function that makes a dependency, given in its place: what arrives is the function that it makes.
# outcome: silent
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Security
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()
router = APIRouter()


class User(BaseModel):
    name: str


def require_role(role: str = "admin"):
    def check(name: str = "a"):
        if name != role:
            raise HTTPException(403)
        return User(name=name)

    return check


def paginated(limit: int = 10):
    async def page(offset: int = 0) -> dict[str, int]:
        return {"offset": offset, "limit": limit}

    return page


def converted(factor: int = 2):
    return lambda: factor


async def made_later(role: str = "admin"):
    def check() -> User:
        return User(name=role)

    return check


def one_of_two(strict: bool = True):
    def check() -> User:
        return User(name="a")

    def look() -> User:
        return User(name="b")

    return check if strict else look


@app.get("/default")
def by_default(user: User = Depends(require_role)) -> str:  # E[fastapi-depends]
    return str(user)


@app.get("/annotated")
def annotated(page: Annotated[dict[str, int], Depends(paginated)]) -> str:  # E[fastapi-depends]
    return str(page)


@router.get("/lambda")
def of_lambda(factor: Annotated[int, Depends(converted)]) -> str:  # E[fastapi-depends]
    return str(factor)


@router.get("/later")
async def later(user: User = Security(made_later)) -> str:  # E[fastapi-depends]
    return str(user)


@router.get("/two")
async def of_two(user: User | None = Depends(one_of_two)) -> str:  # E[fastapi-depends]
    return str(user)


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("default", "annotated", "lambda", "later", "two"):
        assert client.get(f"/{path}").json().startswith("<function ")
