# A marker used as a value, in other ways.
# outcome: silent
import fastapi as f
import pytest
from fastapi import Depends, FastAPI, Header, Query, Security
from fastapi import Depends as D
from fastapi.testclient import TestClient


class Session:
    def query(self) -> str:
        return "x"


def get_db() -> Session:
    return Session()


app = FastAPI()
DB = Depends(get_db)


@app.get("/1")
def one() -> str:
    db = D(get_db)  # E[fastapi-direct-call]
    return db.query()  # type: ignore


@app.get("/2")
def two() -> str:
    db: Session = f.Depends(get_db)  # E[fastapi-direct-call]
    return db.query()


@app.get("/3")
async def three() -> str:
    return Depends(get_db).query()  # E[fastapi-direct-call]


@app.get("/4")
def four() -> str:
    with Depends(get_db) as db:  # E[fastapi-direct-call]
        return db.query()


@app.get("/5")
def five() -> str:
    for db in Depends(get_db):  # E[fastapi-direct-call]
        return db.query()
    return ""


@app.get("/6")
def six() -> int:
    limit = Query(10)  # E[fastapi-direct-call]
    return limit + 1


@app.get("/7")
def seven() -> str:
    db = next(Depends(get_db))  # E[fastapi-direct-call]
    return db.query()


@app.get("/8")
def eight() -> str:
    if (db := Depends(get_db)).query():  # E[fastapi-direct-call]
        return "x"
    return ""


@app.get("/9")
async def nine() -> str:
    db = await Depends(get_db)  # E[fastapi-direct-call]
    return db.query()


@app.get("/10")
def ten() -> str:
    return DB.query()  # E[fastapi-direct-call]


def helper(db: Session) -> str:
    return db.query()


@app.get("/11")
def eleven() -> str:
    return helper(Depends(get_db))  # type: ignore # E?[fastapi-direct-call]


class Service:
    db: Session = Depends(get_db)  # E[fastapi-direct-call]

    def run(self) -> str:
        return self.db.query()


@app.get("/12")
def twelve() -> str:
    return Service().run()


class Service2:
    def __init__(self) -> None:
        self.db: Session = Depends(get_db)  # E[fastapi-direct-call]

    def run(self) -> str:
        return self.db.query()


@app.get("/13")
def thirteen() -> str:
    return Service2().run()


class Service3:
    def __init__(self, db: Session = Depends(get_db)) -> None:
        self.db = db


@app.get("/14")
def fourteen() -> str:
    return Service3().db.query()  # E[fastapi-direct-call]


@app.get("/15")
def fifteen(token: str = "x") -> str:
    user = Security(get_db, scopes=["a"])  # E[fastapi-direct-call]
    return f"{user.query()}"  # type: ignore


@app.get("/16")
def sixteen() -> str:
    limit = Query(3)  # E[fastapi-direct-call]
    return "abcd"[:limit]  # type: ignore


@app.get("/17")
def seventeen() -> int:
    limit = Query(3)  # E[fastapi-direct-call]
    return max(1, int(limit))


@app.get("/18")
def eighteen() -> int:
    limit = Query(3)  # E[fastapi-direct-call]
    return min(100, limit)


@app.get("/19")
def nineteen() -> str:
    limit = Query(3)  # E[fastapi-direct-call]
    return f"{limit:>3}"


@app.get("/20")
def twenty() -> str:
    first, _ = Depends(get_db)  # E[fastapi-direct-call]
    return str(first)


@app.get("/21")
def twenty_one() -> bool:
    names = Depends(get_db)  # E[fastapi-direct-call]
    return "x" in names  # type: ignore


@app.get("/22")
def twenty_two() -> list[str]:
    names = Depends(get_db)  # E[fastapi-direct-call]
    return [*names]  # type: ignore


def demonstrate(client: TestClient) -> None:
    for i in range(1, 23):
        with pytest.raises((AttributeError, TypeError)):
            client.get(f"/{i}")
