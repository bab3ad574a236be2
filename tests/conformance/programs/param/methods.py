# A method that nothing binds to an object: FastAPI asks the client for `self`.
# outcome: 422
from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


class Users:
    router = APIRouter(prefix="/users")

    @router.get("/list")
    def list_users(self) -> list[str]:  # E[fastapi-param]
        return ["Ada"]

    @router.get("/first")
    async def first_user(self, upper: bool = False) -> str:  # E[fastapi-param]
        return "Ada"

    def current(self) -> str:
        return "Ada"

    def last_user(self) -> str:  # E[fastapi-param]
        return "Ada"


@app.get("/current")
def read_current(user: str = Depends(Users.current)) -> str:  # E[fastapi-param]
    return user


app.add_api_route("/users/last", Users.last_user)
app.include_router(Users.router)


def demonstrate(client: TestClient) -> None:
    for path in ("/users/list", "/users/first", "/users/last", "/current"):
        assert client.get(path).status_code == 422
