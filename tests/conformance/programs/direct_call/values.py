# A marker in a body is an object of FastAPI's, and not what it stands for.
# outcome: 500
from collections.abc import Iterator

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def query(self, name: str) -> list[str]:
        return [name]

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *details: object) -> None: ...


def get_session() -> Iterator[Session]:
    yield Session()


SHARED = Depends(get_session)


@app.get("/attribute")
def attribute() -> list[str]:
    session = Depends(get_session)  # E[fastapi-direct-call]
    return session.query("a")


@app.get("/declared")
async def declared() -> list[str]:
    session: Session = Depends(get_session)  # E[fastapi-direct-call]
    found = session.query("a")
    return found + session.query("b")


@app.get("/loop")
def loop() -> list[str]:
    return [name for name in Depends(get_session)]  # E[fastapi-direct-call]


@app.get("/for")
def for_loop() -> list[str]:
    names = []
    for name in Depends(get_session):  # E[fastapi-direct-call]
        names.append(name)
    return names


@app.get("/next")
def direct() -> list[str]:
    return Depends(get_session).query("a")  # E[fastapi-direct-call]


@app.get("/number")
def number() -> int:
    limit = Query(10)  # E[fastapi-direct-call]
    return limit * 2


@app.get("/compared")
def compared(page: int = 1) -> bool:
    last = Query(10)  # E[fastapi-direct-call]
    return page < last


@app.get("/with")
def with_block() -> list[str]:
    with Depends(get_session) as session:  # E[fastapi-direct-call]
        return session.query("a")


@app.get("/shared")
def shared() -> list[str]:
    return SHARED.query("a")  # E[fastapi-direct-call]


def helper() -> list[str]:
    db = Depends(get_session)  # E[fastapi-direct-call]
    return db.query("a")


@app.get("/helper")
def of_helper() -> list[str]:
    return helper()


class Repository:
    session: Session = Depends(get_session)  # E[fastapi-direct-call]

    def names(self) -> list[str]:
        return self.session.query("a")


class Service:
    session = Depends(get_session)  # E[fastapi-direct-call]

    def names(self) -> list[str]:
        return self.session.query("a")


@app.get("/repository")
def of_repository() -> list[str]:
    return Repository().names()


@app.get("/service")
def of_service(service: Service = Depends(lambda: Service())) -> list[str]:
    return service.names()


def demonstrate(client: TestClient) -> None:
    paths = ["attribute", "declared", "loop", "for", "next", "number", "compared", "with", "shared"]
    for path in [*paths, "helper", "repository", "service"]:
        assert client.get(f"/{path}").status_code == 500, path
