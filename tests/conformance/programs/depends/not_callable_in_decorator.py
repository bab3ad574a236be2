# The dependencies of a route that no parameter receives.
# outcome: import
# raises: AssertionError: A parameter-less dependency must have a callable dependency
from fastapi import Depends, FastAPI

app = FastAPI()


def verify() -> None:
    return None


@app.get("/", dependencies=[Depends(verify())])  # E[fastapi-depends]
def read() -> None:
    return None
