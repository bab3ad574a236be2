"""A marker by another name."""

from .framework import get_number
from .parts import Needs


def needs(number: str = Needs(get_number)) -> list[object]:  # E[fastapi-depends]
    return [number]
