# Generator functions without annotations that are called where they should be given.
# outcome: import
# raises: TypeError: all 3 are refused
from typing import Any

from fastapi import Depends, FastAPI

app = FastAPI()


def get_db():
    db = {"a": 1}
    try:
        yield db
    finally:
        db.clear()


async def get_user():
    yield "Ada"


problems = 0


def register(handler: Any) -> None:
    global problems
    try:
        app.get("/")(handler)
    except TypeError:
        problems += 1


def read(db=Depends(get_db())):  # E[fastapi-depends]
    return db


def read_user(user=Depends(get_user())):  # E[fastapi-depends]
    return user


def read_name(name: str = Depends(get_user())) -> str:  # E[fastapi-depends]
    return name


for each in (read, read_user, read_name):
    register(each)
raise TypeError(f"all {problems} are refused")
