from pydantic import BaseModel


class User(BaseModel):
    number: int
