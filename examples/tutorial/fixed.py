from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


class Order(BaseModel):
    number: int
    buyer: str


USERS = {"secret": User(name="ann")}
ORDERS = {1: Order(number=1, buyer="ann")}


def get_token(authorization: Annotated[str, Header()]) -> str:
    return authorization.removeprefix("Bearer ")


def find_user(token: Annotated[str, Depends(get_token)]) -> User:
    if token not in USERS:
        raise HTTPException(401)
    return USERS[token]


@app.get("/me")
def show_me(user: Annotated[User, Depends(find_user)]) -> User:
    return user


@app.get("/orders")
def list_orders(user: Annotated[User, Depends(find_user)]) -> list[Order]:
    return [order for order in ORDERS.values() if order.buyer == user.name]


@app.get("/orders/{number}")
def show_order(number: int) -> Order:
    return ORDERS[number]


@app.delete("/orders/{number}", status_code=204)
def cancel_order(number: int) -> None:
    del ORDERS[number]
