# outcome: import
# raises: is not a callable object
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Settings(BaseModel):
    debug: bool = False


def get_settings() -> Settings:
    return Settings()


@app.get("/")
def read(
    number: int,
    settings: Annotated[Settings, Depends(get_settings())],  # E[fastapi-depends]
) -> None:
    return None
