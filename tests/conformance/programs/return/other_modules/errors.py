from typing import Final

from fastapi import HTTPException, status
from starlette.status import HTTP_409_CONFLICT

TAKEN = HTTP_409_CONFLICT
STATUS_GONE: Final = 410


class NotFound(HTTPException):
    def __init__(self) -> None:
        super().__init__(status.HTTP_404_NOT_FOUND)


def conflict():
    return HTTPException(TAKEN)


gone = HTTPException(STATUS_GONE)
