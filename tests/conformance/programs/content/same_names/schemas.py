from pydantic import BaseModel


class User(BaseModel):
    """What it does not know."""

    name: str = "a"
