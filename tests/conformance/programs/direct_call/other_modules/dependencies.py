from __future__ import annotations

from fastapi import Depends, Query
from fastapi.params import Depends as DependsClass

NUMBER = Query(1)


def get_number(number: int = NUMBER) -> str:
    return type(number).__name__


def kind(number: str = Depends(get_number)) -> str:
    return type(number).__name__


def prepared(number: str = Depends(get_number)) -> str:
    if isinstance(number, DependsClass):
        return "prepared"
    return number


class Page:
    def __init__(self, number: int = NUMBER) -> None:
        self.kind = type(number).__name__
