# FastAPI makes a field of "NoReturn" as of any other annotation, and refuses it; so it does an adapter.
# outcome: import
# raises: Invalid args for response field
from typing import Never, NoReturn

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, TypeAdapter

app = FastAPI()


class Book(BaseModel):
    id: int


@app.get("/gone")
def gone() -> NoReturn:  # E[fastapi-response-type]
    raise HTTPException(410)


@app.get("/never")
def never() -> Never:  # E[fastapi-response-type]
    raise HTTPException(410)


@app.get("/books", response_model=TypeAdapter(list[Book]))  # E[fastapi-response-type]
def list_books():
    return []


@app.get("/none", response_model=None)
def none() -> NoReturn:
    raise HTTPException(410)


@app.get("/stored", response_model=Book)
def stored() -> NoReturn:
    raise HTTPException(410)
