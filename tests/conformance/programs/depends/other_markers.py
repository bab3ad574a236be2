# Parameters that are no dependencies.
# fastapi: 0.157
from typing import Annotated

from fastapi import Body, Cookie, FastAPI, Header, Path, Query
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field

app = FastAPI()


class Filters(BaseModel):
    names: list[str] = Field(default_factory=list)


@app.post("/items/{item_id}")
def read(
    item_id: Annotated[int, Path(ge=1)],
    filters: Annotated[Filters, Query()],
    both: Annotated[int, Query(gt=2), Query(lt=10)],
    x_name: Annotated[str | None, Header()] = None,
    session: Annotated[str, Cookie()] = "",
    text: Annotated[str, Body(embed=True)] = "",
    page: int = Query(1),
    plain: str = "a",
    plain_list: list[int] = Body([]),  # noqa: B008
) -> list[object]:
    return [item_id, filters.names, both, x_name, session, text, page, plain, plain_list]


def demonstrate(client: TestClient) -> None:
    response = client.post("/items/3?names=a&both=4", json={"text": "t"})
    assert response.json() == [3, ["a"], 4, None, "", "t", 1, "a", []]
