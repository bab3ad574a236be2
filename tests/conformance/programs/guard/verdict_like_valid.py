# Things that look like verdicts and are none.
from typing import Annotated, Any, TypeGuard

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Path, Query, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Repo:
    def get(self, key: str) -> str:
        if key != "a":
            raise HTTPException(404)
        return key

    def has(self, key: str) -> bool:
        return self.get(key) == key


repo = Repo()


def get_repo() -> Repo:
    return repo


def exists(key: str, repo: Annotated[Repo, Depends(get_repo)]) -> bool:
    return repo.get(key) is not None


def known(key: str) -> bool:
    return repo.has(key)


def item(key: Annotated[str, Query(pattern="^a$")]) -> bool:
    return True


def ordered(first: int = 0, last: int = 1) -> bool:
    if first > last:
        raise HTTPException(400)
    return first < last


def total(request: Request) -> int:
    return len(request.headers)


def flags(request: Request) -> dict[str, bool]:
    return {"debug": request.app.debug}


class Checked(BaseModel):
    key: str

    @property
    def is_right(self) -> bool:
        if self.key != "a":
            raise HTTPException(400)
        return True


def by_call(checked: Annotated[Checked, Depends()]) -> bool:
    return bool(refuse(checked.key))


def by_property(checked: Annotated[Checked, Depends()]) -> bool:
    return checked.is_right


def refuse(key: str) -> str:
    if key != "a":
        raise HTTPException(400)
    return key


@app.get("/0", dependencies=[Depends(exists)])
@app.get("/1", dependencies=[Depends(known)])
@app.get("/2", dependencies=[Depends(item)])
@app.get("/3", dependencies=[Depends(by_call)])
@app.get("/5", dependencies=[Depends(by_property)])
def checked() -> str:
    return "x"


@app.get("/4", dependencies=[Depends(ordered), Depends(total), Depends(flags)])
def other() -> str:
    return "x"


def demonstrate(client: TestClient) -> None:
    for n in (0, 1, 2, 3, 5):
        assert client.get(f"/{n}?key=b").status_code in {400, 404, 422}, n
        assert client.get(f"/{n}?key=a").status_code == 200, n
    assert client.get("/4?first=3").status_code == 400
