# A route that is added by a call takes the annotation of its handler.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import APIRouter


class User:
    name = "a"


def read() -> User:  # E[fastapi-response-type]
    return User()


router = APIRouter()
router.add_api_route("/users", read)
