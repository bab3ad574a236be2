"""The only module that imports the framework by its name."""

from typing import Annotated

from fastapi import Depends, FastAPI, Query
from starlette.responses import JSONResponse

application = FastAPI()


def get_number() -> int:
    return 3


def search(text: str, limit: int = Query(10)) -> list[str]:
    return [text] * limit


class Plain(JSONResponse):
    pass


Number = Annotated[int, Depends(get_number)]
