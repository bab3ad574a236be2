from pydantic import BaseModel


class Book(BaseModel):
    id: int
    title: str


class NewBook(BaseModel):
    title: str
