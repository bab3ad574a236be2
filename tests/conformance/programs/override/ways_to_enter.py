# All ways to enter an override.
# outcome: silent
from unittest import mock
from unittest.mock import patch

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from scoped_fastapi import ScopedFastAPI

app = FastAPI()
scoped = ScopedFastAPI()


class Own(FastAPI): ...


own = Own()


def get_number() -> int:
    return 1


def get_text() -> str:
    return "a"


@app.get("/")
def read(number: int = Depends(get_number), text: str = Depends(get_text)) -> list[str]:
    return [type(number).__name__, type(text).__name__]


class MonkeyPatch:
    """As pytest's."""

    def setitem(self, given: dict[object, object], key: object, value: object) -> None:
        given[key] = value


class Holder:
    def __init__(self) -> None:
        self.app = app

    def override(self) -> None:
        self.app.dependency_overrides[get_number] = get_text  # E[fastapi-override]


def untyped(app):
    app.dependency_overrides[get_number] = get_text  # E[fastapi-override]


def demonstrate(client: TestClient) -> None:
    app.dependency_overrides[get_number] = get_text  # E[fastapi-override]
    app.dependency_overrides.update({get_text: get_number})  # E[fastapi-override]
    assert client.get("/").json() == ["str", "int"]
    app.dependency_overrides = {
        get_number: get_text,  # E[fastapi-override]
        get_text: get_number,  # E[fastapi-override]
    }
    assert client.get("/").json() == ["str", "int"]
    app.dependency_overrides = {}
    app.dependency_overrides |= {get_number: get_text}  # E[fastapi-override]
    app.dependency_overrides.setdefault(get_text, get_number)  # E[fastapi-override]
    assert client.get("/").json() == ["str", "int"]
    app.dependency_overrides.clear()
    with patch.dict(app.dependency_overrides, {get_number: get_text}):  # E[fastapi-override]
        assert client.get("/").json() == ["str", "str"]
    with mock.patch.dict(
        app.dependency_overrides,
        {get_number: get_text},  # E[fastapi-override]
        clear=True,
    ):
        assert client.get("/").json() == ["str", "str"]
    monkeypatch = MonkeyPatch()
    monkeypatch.setitem(app.dependency_overrides, get_text, get_number)  # E[fastapi-override]
    assert client.get("/").json() == ["int", "int"]
    app.dependency_overrides[get_number] = app.dependency_overrides[get_text] = (
        get_text  # E[fastapi-override]
    )
    assert client.get("/").json() == ["str", "str"]
    app.dependency_overrides.clear()
    overrides = app.dependency_overrides
    overrides[get_number] = get_text  # E[fastapi-override]
    overrides.update({get_text: get_number})  # E[fastapi-override]
    assert client.get("/").json() == ["str", "int"]
    entries = {
        get_number: get_text,  # E[fastapi-override]
    }
    app.dependency_overrides = entries
    assert client.get("/").json() == ["str", "str"]
    app.dependency_overrides.clear()
    Holder().override()
    untyped(app)
    assert client.get("/").json() == ["str", "str"]
    scoped.dependency_overrides[get_number] = get_text  # E[fastapi-override]
    own.dependency_overrides[get_number] = get_text  # E[fastapi-override]
