# Limits that allow nothing.
# outcome: import
# raises: ValueError: max_concurrency must be a positive integer or None
# fastapi: 0.163
from fastapi import Depends, FastAPI

NONE_AT_ALL = 0


def get_number() -> int:
    return 3


unlimited = Depends(get_number, max_concurrency=None)
one = Depends(get_number, max_concurrency=1)
app = FastAPI(dependencies=[Depends(get_number, max_concurrency=NONE_AT_ALL)])  # E[fastapi-param]


@app.get("/", dependencies=[Depends(get_number, max_concurrency=-1)])  # E[fastapi-param]
def read() -> int:
    return 3
