# An ORM class is no model, though FastAPI reads one into a model.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from fastapi import FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    id: Mapped[int] = mapped_column(primary_key=True)


class User(Base):
    __tablename__ = "users"


@app.get("/users")
async def users() -> list[User]:  # E[fastapi-response-type]
    return []
