from pydantic import BaseModel, conint, constr


class Note(BaseModel):
    id: conint(gt=0)  # type: ignore[valid-type]
    title: constr(min_length=1)  # type: ignore[valid-type]


class Out(BaseModel):
    id: int
    title: str


class Author(BaseModel):
    name: str
