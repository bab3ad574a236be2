from enum import IntEnum
from typing import Final

from fastapi import status

DELETED = 204
UNCHANGED: Final = 304
EMPTY: Final[int] = status.HTTP_204_NO_CONTENT
TYPED: int = 204


class Codes:
    DELETED = 204
    EMPTY: Final = 204


class Answer(IntEnum):
    DONE = 200
    EMPTY = 204
