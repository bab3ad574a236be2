# An attribute that is a column in its class is a value in its objects.
from collections.abc import Iterator

from fastapi import Depends, FastAPI
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.testclient import TestClient
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base
from sqlalchemy.pool import StaticPool

Base = declarative_base()
app = FastAPI()
engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)


class Account(Base):
    __tablename__ = "columns_valid_account"

    id = Column(Integer, primary_key=True)
    name = Column(String)
    total = Column(Integer)


Base.metadata.create_all(engine)


def get_db() -> Iterator[Session]:
    with Session(engine) as session:
        session.add(Account(name="a", total=1))
        session.flush()
        yield session


def current(db: Session = Depends(get_db)) -> Account:
    return db.query(Account).filter(Account.name == "a").one()


@app.get("/0")
def of_parameter(account: Account = Depends(current)):
    return JSONResponse({"id": account.id, "name": account.name, "total": account.total * 2})


@app.get("/1")
def of_each(db: Session = Depends(get_db)):
    return JSONResponse([account.id for account in db.query(Account).all()])


@app.get("/2")
def keyed(db: Session = Depends(get_db)):
    accounts = db.query(Account).all()
    return JSONResponse({account.id: account.name for account in accounts})


@app.get("/3")
def text(account: Account = Depends(current)):
    return HTMLResponse(account.name)


def demonstrate(client: TestClient) -> None:
    for number in range(4):
        assert client.get(f"/{number}").status_code == 200, number
