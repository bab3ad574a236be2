from typing import Annotated

from fastapi import Depends


def get_id() -> int:
    return 3


CurrentId = Annotated[int, Depends(get_id)]
