# A marker behind a `cast`, which is there for the type checker alone.
from typing import Annotated, Any, cast

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

app = FastAPI()


class Session:
    def __init__(self, shop: int) -> None:
        self.shop = shop


class Transaction(Session):
    pass


def get_session(shop_id: int) -> Session:
    return Transaction(shop_id)


asked: Session = cast(Session, Depends(get_session))
limit: int = cast(int, Query(default=20, le=100))


def get_shop(session: Session = asked) -> int:
    return session.shop


@app.get("/shops/{shop_id}")
def show_shop(
    shop: Annotated[int, Depends(get_shop)],
    session: Session = asked,
    narrower: Transaction = cast(Transaction, Depends(get_session)),
    other: Any = cast("Any", Depends(get_session)),
    count: int = limit,
) -> list[int]:
    return [shop, session.shop, narrower.shop, other.shop, count]


client = TestClient(app)
assert client.get("/shops/3").json() == [3, 3, 3, 3, 20]
assert client.get("/shops/3?count=200").status_code == 422
