# FastAPI passes on what the override gives, an object in place of a class and a class in place of an object.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient


class Mailer:
    def send(self) -> str:
        return "sent"


class Clock:
    def now(self) -> int:
        return 0


def get_mailer_class(retries: int = 1) -> type[Mailer]:
    return Mailer


def get_clock() -> Clock:
    return Clock()


def get_names() -> list[str]:
    return ["a"]


app = FastAPI()


@app.get("/")
def read(
    mailer: type[Mailer] = Depends(get_mailer_class), clock: Clock = Depends(get_clock)
) -> list[str]:
    return [type(mailer).__name__, type(clock).__name__]


app.dependency_overrides[get_mailer_class] = get_names  # E[fastapi-override]
app.dependency_overrides[get_clock] = get_mailer_class  # E[fastapi-override]
app.dependency_overrides.update({get_mailer_class: get_clock})  # E[fastapi-override]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["Clock", "type"]
