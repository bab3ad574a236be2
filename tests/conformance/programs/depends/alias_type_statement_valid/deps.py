from typing import Annotated

from fastapi import Depends


def get_id() -> int:
    return 3


def identity[T](value: int = 1) -> int:
    return value


type Id = Annotated[int, Depends(get_id)]
type Number = Annotated[float, Depends(identity)]
