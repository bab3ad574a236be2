# In a list of dependencies no parameter declares what to depend on.
# outcome: import
# raises: AssertionError: A parameter-less dependency must have a callable dependency
from fastapi import APIRouter, Depends, FastAPI, Security

app = FastAPI()
NOTHING = Depends()
LISTED = [Depends()]  # E[fastapi-depends]
router = APIRouter(dependencies=[Security()])  # E[fastapi-depends]


@router.get("/router")
def on_router() -> None:
    return None


@app.get("/listed", dependencies=LISTED)
def listed() -> None:
    return None


@app.get("/named", dependencies=[NOTHING])  # E[fastapi-depends]
def named() -> None:
    return None


@app.get("/", dependencies=[Depends()])  # E[fastapi-depends]
def read() -> None:
    return None
