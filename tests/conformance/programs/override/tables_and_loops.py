# Overrides that a table, a loop, a copy or a test tool enters; each entry is judged by itself.
# outcome: silent
from collections.abc import Callable
from typing import Any
from unittest import mock
from unittest.mock import patch

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_number() -> int:
    return 1


def get_text() -> str:
    return "a"


def get_two() -> int:
    return 2


@app.get("/")
def read(number: int = Depends(get_number), text: str = Depends(get_text)) -> list[str]:
    return [type(number).__name__, type(text).__name__]


class MonkeyPatch:
    """As pytest's."""

    def setattr(self, target: object, name: str, value: object) -> None:
        setattr(target, name, value)


TABLE: dict[Callable[..., Any], Callable[..., Any]] = {
    get_number: get_two,
    get_text: get_two,  # E[fastapi-override]
}
RIGHT = {get_number: get_two, get_text: lambda: "b"}


def loops(client: TestClient) -> None:
    for original, replacement in [
        (get_number, get_text),  # E[fastapi-override]
        (get_text, get_text),
    ]:
        app.dependency_overrides[original] = replacement
    assert client.get("/").json() == ["str", "str"]
    for key, value in TABLE.items():
        app.dependency_overrides[key] = value
    assert client.get("/").json() == ["int", "int"]
    for each in (get_number, get_text):
        app.dependency_overrides[each] = get_text  # E[fastapi-override]
    assert client.get("/").json() == ["str", "str"]
    for one, other in RIGHT.items():
        with patch.dict(app.dependency_overrides, {one: other}):
            assert client.get("/").status_code == 200
    for fitting in (get_number, get_two):
        app.dependency_overrides[get_number] = fitting
    for key, number in {get_number: 3}.items():
        app.dependency_overrides[key] = lambda number=number: number
    app.dependency_overrides[get_number], app.dependency_overrides[get_text] = get_two, get_text
    assert client.get("/").json() == ["int", "str"]


def given(overrides: dict[Callable[..., Any], Callable[..., Any]]) -> None:
    for original, replacement in overrides.items():
        app.dependency_overrides[original] = replacement


def copies(client: TestClient) -> None:
    app.dependency_overrides = app.dependency_overrides | {
        get_number: get_text,  # E[fastapi-override]
    }
    app.dependency_overrides.update(dict(RIGHT))
    app.dependency_overrides.update(
        [
            (get_number, get_text),  # E[fastapi-override]
            (get_text, get_text),
        ]
    )
    app.dependency_overrides = dict(
        [(get_text, get_number)]  # E[fastapi-override]
    )
    assert client.get("/").json() == ["int", "int"]
    app.dependency_overrides[get_number], app.dependency_overrides[get_text] = (
        get_text,  # E[fastapi-override]
        get_text,
    )
    assert client.get("/").json() == ["str", "str"]


def tools(client: TestClient) -> None:
    with patch.dict(
        in_dict=app.dependency_overrides,
        values={get_number: get_text},  # E[fastapi-override]
    ):
        assert client.get("/").json() == ["str", "str"]
    with mock.patch.object(
        app,
        "dependency_overrides",
        {get_text: get_number},  # E[fastapi-override]
    ):
        assert client.get("/").json() == ["int", "int"]
    monkeypatch = MonkeyPatch()
    monkeypatch.setattr(
        app,
        "dependency_overrides",
        {get_number: get_text},  # E[fastapi-override]
    )
    assert client.get("/").json() == ["str", "str"]
    monkeypatch.setattr(app, "dependency_overrides", RIGHT)
    monkeypatch.setattr(app, "description", {get_number: get_text})
    assert client.get("/").json() == ["int", "str"]


def demonstrate(client: TestClient) -> None:
    loops(client)
    copies(client)
    tools(client)
    given({get_number: get_two})
