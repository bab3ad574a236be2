from pydantic import BaseModel


class ReaderBase(BaseModel):
    email: str


class ReaderPublic(BaseModel):
    id: int
    email: str
