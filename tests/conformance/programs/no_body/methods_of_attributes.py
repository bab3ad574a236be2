# Calls through `self` as the second argument, which might have been a status.
from fastapi import APIRouter, FastAPI, Response
from fastapi.testclient import TestClient


class Statuses:
    def __init__(self) -> None:
        self.router = APIRouter()
        self.seen: list[int] = []
        self.unknown = []
        self.router.add_api_route("/", self.read, status_code=self.status())
        self.router.add_api_route("/empty", self.empty)

    def status(self) -> int:
        return 200

    def read(self) -> int:
        print("seen", self.seen.append(1), self.unknown.append(1))
        return len(self.seen)

    def empty(self):
        return Response("", self.seen.count(1) and 204)


app = FastAPI()
app.include_router(Statuses().router)


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == 1
    assert client.get("/empty").status_code == 204
