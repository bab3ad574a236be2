from enum import Enum, IntEnum
from http import HTTPStatus
from typing import Final

CREATED = 201
OK: Final = 200
TEAPOT = HTTPStatus.IM_A_TEAPOT
EMPTY = 204


class Codes(IntEnum):
    ACCEPTED = 202


class Names(Enum):
    DONE = 200
