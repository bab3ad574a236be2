# A default that is made inside of Annotated.
# outcome: import
# raises: AssertionError: `Query` default value cannot be set in `Annotated`
from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel

app = FastAPI()


class Filters(BaseModel):
    limit: int = 10


@app.get("/books")
def read_books(filters: Annotated[Filters, Query(Filters())]) -> int:  # E[fastapi-param]
    return filters.limit
