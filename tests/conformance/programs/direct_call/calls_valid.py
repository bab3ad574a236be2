# Calls that pass everything, or of which nobody can tell what they pass.
import functools
from collections.abc import Callable
from typing import Any

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient
from scoped_fastapi import response_scoped_dependency

app = FastAPI()


def get_number() -> int:
    return 1


def twice(number: int = Depends(get_number)) -> int:
    return number * 2


def solved(function: Callable[..., int]) -> Callable[..., int]:
    @functools.wraps(function)
    def wrapper(number: Any = None) -> int:
        return function(3)

    return wrapper


@solved
def decorated(number: int = Depends(get_number)) -> int:
    return number


three_times = functools.partial(twice, 3)
unknown: Callable[..., int] = twice
arguments = (4,)
options = {"number": 5}


@app.get("/")
def read() -> list[int]:
    return [
        twice(1),
        twice(number=2),
        three_times(),
        functools.partial(twice, number=3)(),
        twice(*arguments),
        twice(**options),
        decorated(),
        (lambda number=Query(1): 6)(),
    ]


def replaced(twice: Callable[[], int]) -> int:
    return twice()


def replaces(number: int = Depends(get_number)) -> int:
    number = 9
    return number


def matches(number: int = Depends(get_number)) -> int:
    match number:
        case int():
            return number
        case _:
            return 10


def asks(number: Any = Depends(get_number)) -> Any:
    return number() if callable(number) else 11


def hides(number: int = Depends(get_number)) -> list[int]:
    return [number for number in (12,)]


def shadowed() -> int:
    def twice() -> int:
        return 7

    return twice()


def chosen(flag: bool) -> Callable[..., int]:
    function = twice if flag else get_number
    return function


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == [2, 4, 6, 6, 8, 10, 3, 6]
    assert replaced(lambda: 8) == 8
    assert shadowed() == 7
    assert [replaces(), matches(), asks(), *hides()] == [9, 10, 11, 12]
    assert chosen(False)() == 1
