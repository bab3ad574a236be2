from pydantic import BaseModel, ConfigDict


class User(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str


class Item(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    title: str
