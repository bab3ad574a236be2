# The dependencies of a route in a list of another module, which the package imports from itself.
# outcome: import
# raises: AssertionError: Cannot use `Query` for path param 'limit'
from fastapi import Depends, FastAPI

from . import DEPENDENCIES, deps

app = FastAPI()


@app.get("/first/{limit}", dependencies=[Depends(deps.limited)])  # E[fastapi-param]
def first() -> None: ...


@app.get("/second/{limit}", dependencies=DEPENDENCIES)  # E[fastapi-param]
def second() -> None: ...


@app.get("/third/{limit}", dependencies=deps.DEPENDENCIES)  # E[fastapi-param]
def third() -> None: ...


@app.get("/fourth/{other}", dependencies=deps.DEPENDENCIES)
def fourth(other: int) -> None: ...
