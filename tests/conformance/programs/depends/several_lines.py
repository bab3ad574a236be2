# The report stands at the parameter, also when its declaration goes on.
# outcome: silent
from typing import Annotated

from fastapi import (
    Depends,
    FastAPI,
)

app = FastAPI()


def get_id() -> int:
    return 3


@app.get(
    "/",
)
def read(
    fine: Annotated[
        int,
        Depends(
            get_id,
        ),
    ],
    wrong: Annotated[  # E[fastapi-depends]
        dict[
            str,
            int,
        ],
        Depends(
            get_id,
            use_cache=False,
        ),
    ],
    by_default: str = Depends(  # E[fastapi-depends]
        get_id,
    ),
) -> None: ...
