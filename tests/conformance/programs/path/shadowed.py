# Routes that no request reaches.
# outcome: silent
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/router")


@app.get("/users/{user_id}")
def read_user(user_id: str) -> str:
    return user_id


@app.get("/users/me")  # E[fastapi-path]
def read_me() -> str:
    return "myself"


@app.get("/numbers/{number:int}")
def read_number(number: int) -> int:
    return number


@app.get("/numbers/1")  # E[fastapi-path]
def read_one() -> str:
    return "one"


@router.get("/{kind}/{name}")
def read_any(kind: str, name: str) -> str:
    return f"{kind} {name}"


@router.get("/teams/{name}")  # E[fastapi-path]
def read_team(name: str) -> str:
    return "team"


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/users/me").json() == "me"
    assert client.get("/numbers/1").json() == 1
    assert client.get("/router/teams/a").json() == "teams a"
