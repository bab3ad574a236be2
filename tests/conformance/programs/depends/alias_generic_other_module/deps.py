from typing import Annotated, TypeVar

from fastapi import Depends

T = TypeVar("T")


def get_ids() -> dict[str, int]:
    return {"a": 3}


Of = Annotated[dict[str, T], Depends(get_ids)]
