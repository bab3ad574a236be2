from typing import Annotated, TypeAlias

from fastapi import Depends

from depends.alias_other_module.models import User


def get_id() -> int:
    return 3


def get_user() -> User:
    return User()


async def get_optional_user() -> User | None:
    return None


UserId = Annotated[int, Depends(get_id)]
CurrentUser: TypeAlias = Annotated[User, Depends(get_user)]
WrongUser = Annotated[User, Depends(get_id)]  # E[fastapi-depends]
MaybeUser = Annotated[User | None, Depends(get_optional_user)]
