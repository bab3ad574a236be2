# What is declared as the response model has to be a type of pydantic's.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import APIRouter

router = APIRouter()


class User:
    name = "a"


@router.get("/user", response_model=User)  # E[fastapi-response-type]
def user():
    return User()
