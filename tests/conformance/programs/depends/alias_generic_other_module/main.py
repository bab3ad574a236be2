# A generic alias of another module, used with the right and the wrong argument.
# outcome: silent
from fastapi import FastAPI

from . import deps
from .deps import Of

app = FastAPI()


@app.get("/")
def read(
    a: Of[int],
    b: Of[str],  # E[fastapi-depends]
    c: deps.Of[bytes],  # E[fastapi-depends]
) -> None: ...
