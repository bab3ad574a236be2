# Values, and objects of other classes, where a row of a table was provided.
# outcome: silent
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

app = FastAPI()


class Base(DeclarativeBase): ...


class Row(Base):
    __tablename__ = "rows"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Robot:
    def beep(self) -> None: ...


class FakeRow:
    name = "Ada"


def get_row() -> Row:
    return Row(id=1, name="Ada")


def get_name() -> str:
    return "Ada"


@app.get("/")
def read(row: Row = Depends(get_row)) -> str:
    return type(row).__name__


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[get_row] = get_name  # E[fastapi-override]
    assert client.get("/").json() == "str"
    app.dependency_overrides[get_row] = lambda: {"id": 1}  # E[fastapi-override]
    assert client.get("/").json() == "dict"
    app.dependency_overrides[get_row] = lambda: Robot()  # E[fastapi-override]
    assert client.get("/").json() == "Robot"
    app.dependency_overrides[get_row] = lambda: FakeRow()
    assert client.get("/").json() == "FakeRow"
    app.dependency_overrides[get_row] = lambda: Row(id=2, name="Bob")
    assert client.get("/").json() == "Row"
