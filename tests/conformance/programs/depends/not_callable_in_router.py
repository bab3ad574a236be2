# outcome: import
# raises: AssertionError: A parameter-less dependency must have a callable dependency
from fastapi import APIRouter, Depends, FastAPI


def verify() -> None:
    return None


def verify_key() -> str:
    return "key"


app = FastAPI(dependencies=[Depends(verify)])
router = APIRouter(
    prefix="/items",
    dependencies=[
        Depends(verify_key),
        Depends(verify_key()),  # E[fastapi-depends]
    ],
)


@router.get("/")
def read() -> None:
    return None
