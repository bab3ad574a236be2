# A refused class may hide in the arguments of the declared model.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from typing import Dict, List, Optional

from fastapi import FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class User(Base):
    __tablename__ = "users"


@app.get(
    "/users",
    response_model=Dict[str, Optional[List[User]]],  # E[fastapi-response-type]
)
def users():
    return {}
