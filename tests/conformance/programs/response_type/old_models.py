# A model of pydantic 1 as the response model.
# outcome: import
# fastapi: 0.128
# raises: PydanticV1NotSupportedError: pydantic.v1 models are no longer supported by FastAPI
from fastapi import FastAPI
from pydantic.v1 import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.get("/declared", response_model=list[Item])  # E[fastapi-response-type]
def declared():
    return []


@app.get("/responses", responses={404: {"model": Item}})  # E[fastapi-response-type]
def in_responses() -> None: ...


@app.get("/inferred")
def inferred() -> Item | None:  # E[fastapi-response-type]
    return None
