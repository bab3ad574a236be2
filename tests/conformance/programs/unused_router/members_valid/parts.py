from fastapi import APIRouter

first = APIRouter()
second = APIRouter()


@first.get("/first")
def of_first() -> str:
    return "x"


@second.get("/second")
def of_second() -> str:
    return "x"
