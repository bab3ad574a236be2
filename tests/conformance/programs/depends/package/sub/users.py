from typing import Annotated

from fastapi import Depends

from .. import sub

__all__ = ["User", "get_user"]


class User:
    pass


def get_user(
    right: Annotated[int, Depends(sub.get_id)],
    wrong: Annotated[str, Depends(sub.get_id)],  # E[fastapi-depends]
) -> User:
    return User()
