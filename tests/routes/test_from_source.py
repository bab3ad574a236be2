"""The routes of a folder are read from its source, and are those that the live application has."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from .command import show, write

EXAMPLES = Path(__file__).parents[2] / "examples"

MAIN = """\
import os

from fastapi import Depends, FastAPI

from shop import items, users

app = FastAPI()


def get_tenant(tenant: str = "") -> str:
    return tenant


def create_admin() -> FastAPI:
    made = FastAPI()
    made.include_router(users.router, prefix="/admin")
    return made


app.include_router(items.router, prefix="/v1", dependencies=[Depends(get_tenant)])
if "USERS" in os.environ:
    app.include_router(users.router)
app.include_router(os.environ["ROUTER"])
"""
ITEMS = """\
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, status

router = APIRouter(prefix="/items")


def get_session() -> Iterator[int]:
    yield 1


def get_user(session: Annotated[int, Depends(get_session)]) -> str:
    return "a"


@router.get("/{item_id}")
def read_item(item_id: int, session: int = Depends(get_session)) -> dict[str, int]:
    return {}


@router.delete("/{item_id}", status_code=status.HTTP_204_NO_CONTENT)
def remove_item(item_id: int, user: Annotated[str, Depends(get_user)]) -> None: ...
"""
USERS = """\
from fastapi import APIRouter

router = APIRouter(prefix="/users")


@router.get("")
def list_users() -> list[str]:
    return []
"""
FILES = {
    "main.py": MAIN,
    "shop/__init__.py": "",
    "shop/items.py": ITEMS,
    "shop/users.py": USERS,
    "pyproject.toml": "",
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write(tmp_path, FILES)


def listed(folder: Path, *arguments: str) -> Any:
    outcome = show(folder, *arguments, "--output", "json")
    assert outcome.status == 0, outcome.stderr
    return json.loads(outcome.stdout)


def paths(document: Any) -> list[list[tuple[str, str]]]:
    return [
        [(",".join(route["methods"]), route["path"]) for route in application["routes"]]
        for application in document["applications"]
    ]


def test_all_applications_of_a_folder(shop: Path) -> None:
    document = listed(shop)
    names = [application["application"] for application in document["applications"]]
    assert names == ["main:app", "main:create_admin()"]
    assert paths(document) == [
        [("GET", "/v1/items/{item_id}"), ("DELETE", "/v1/items/{item_id}"), ("GET", "/users")],
        [("GET", "/admin/users")],
    ]
    first, second, third = document["applications"][0]["routes"]
    assert (first["status"], first["response_model"]) == (200, "dict[str, int]")
    assert (second["status"], second["response_model"]) == (204, None)
    assert [first["possible"], second["possible"], third["possible"]] == [False, False, True]
    assert first["teardown"] == {"before_response": [], "after_response": ["get_session"]}
    assert [one["name"] for one in second["dependencies"]] == ["get_tenant", "get_user"]
    line = MAIN.splitlines().index('app.include_router(os.environ["ROUTER"])') + 1
    reason = "includes a router that could not be followed"
    assert document["skipped"] == [{"file": "main.py", "line": line, "reason": reason}]


def test_the_entry_point(shop: Path) -> None:
    text = '[tool.fastapi]\nentrypoint = "main:app"\n'
    (shop / "pyproject.toml").write_text(text, encoding="utf-8")
    assert [one["application"] for one in listed(shop)["applications"]] == ["main:app"]


def test_another_folder(shop: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    assert paths(listed(elsewhere, "--project", str(shop))) == paths(listed(shop))
    assert show(elsewhere, "--project", "nowhere").errors == [
        f"error: there is no folder {elsewhere}/nowhere"
    ]


def test_routers_alone(shop: Path) -> None:
    (shop / "main.py").unlink()
    outcome = show(shop)
    assert "GET  /users  list_users  shop/users.py:7" in outcome.stdout
    assert outcome.stderr == "there is no application; the routers alone:\n"


def test_nothing(tmp_path: Path) -> None:
    outcome = show(tmp_path)
    assert (outcome.status, outcome.stdout, outcome.stderr) == (0, "", "no routes\n")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--path", "users"], ["GET /users", "GET /admin/users"]),
        (["--method", "delete"], ["DELETE /v1/items/{item_id}"]),
        (["--dependency", "get_user"], ["DELETE /v1/items/{item_id}"]),
        (
            ["--without", "get_user"],
            ["GET /v1/items/{item_id}", "GET /users", "GET /admin/users"],
        ),
        (["--without", "get_session", "--path", "v1"], []),
    ],
)
def test_filters(shop: Path, options: list[str], expected: list[str]) -> None:
    found = [f"{verb} {path}" for each in paths(listed(shop, *options)) for verb, path in each]
    assert found == expected


def test_eighty_columns(shop: Path) -> None:
    long = "a_very_long_name_of_something_that_is_needed_by_the_handler"
    text = ITEMS.replace("get_user", long).replace(
        '"/{item_id}")', '"/{item_id}/of/the/warehouse")'
    )
    (shop / "shop/items.py").write_text(text, encoding="utf-8")
    lines = show(shop).stdout.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.strip() == "└─ get_session  request scope" for line in lines)
    assert any(line.strip() == "closes: (response) → get_session" for line in lines)


def test_comparison(shop: Path) -> None:
    old = shop / "old.json"
    old.write_text(show(shop, "--output", "json").stdout, encoding="utf-8")
    same = show(shop, "--compare", "old.json")
    assert (same.status, same.stdout, same.stderr) == (0, "", "no differences\n")
    text = ITEMS.replace('"/{item_id}", status', '"/{id}", status').replace(
        "session: int = Depends(get_session)", "user: str = Depends(get_user)"
    )
    (shop / "shop/items.py").write_text(text, encoding="utf-8")
    outcome = show(shop, "--compare", "old.json")
    assert outcome.status == 1
    assert outcome.stdout.splitlines() == [
        "- DELETE /v1/items/{item_id}",
        "~ GET /v1/items/{item_id}: depends on get_user now",
        "+ DELETE /v1/items/{id}",
    ]
    (shop / "old.json").write_text("[]", encoding="utf-8")
    assert show(shop, "--compare", "old.json").errors == [
        'error: old.json was not written by "routes --output json"'
    ]


def test_skipped(shop: Path) -> None:
    outcome = show(shop, "--show-skipped")
    line = MAIN.splitlines().index('app.include_router(os.environ["ROUTER"])') + 1
    assert outcome.stderr.splitlines() == [
        "1 registration could not be followed",
        f"main.py:{line}: includes a router that could not be followed",
    ]


def test_what_is_handed_to_something_unknown(tmp_path: Path) -> None:
    main = """\
import importlib
import os

import uvicorn
from fastapi import FastAPI

app = FastAPI()
for name in os.listdir("plugins"):
    importlib.import_module(f"plugins.{name}").setup(app)


@app.get("/")
def root() -> str:
    return "root"


uvicorn.Server(uvicorn.Config(app)).run()
"""
    folder = write(tmp_path, {"main.py": main})
    document = listed(folder)
    assert [route["path"] for route in document["applications"][0]["routes"]] == ["/"]
    assert document["skipped"] == [
        {
            "file": "main.py",
            "line": 9,
            "reason": "a router is handed to \"importlib.import_module(f'plugins.{name}').setup\", "
            "which could not be followed",
        }
    ]


FACTORY = """\
from fastapi import APIRouter, FastAPI
from pydantic_settings import BaseSettings

CACHE: dict[str, FastAPI] = {}
router = APIRouter()


class Settings(BaseSettings):
    prefix: str = "/api"
    stage: str = "local"


settings = Settings()


@router.get("/items")
def items() -> str:
    return "items"


def create_app(name: str, fresh: bool = False) -> FastAPI:
    if name in CACHE and not fresh:
        return CACHE[name]
    application = CACHE[name] = FastAPI()
    application.include_router(router, prefix=settings.prefix)
    if settings.stage == "test":
        application.include_router(router, prefix="/test")
    return application
"""


def test_a_factory_that_keeps_what_it_makes(tmp_path: Path) -> None:
    """It is called from modules that do not speak of FastAPI, more than once."""
    files = {
        "shop/__init__.py": "",
        "shop/factory.py": FACTORY,
        "main.py": 'from shop.factory import create_app\n\napp = create_app("main")\n',
        "other.py": 'from shop import factory\n\napp = factory.create_app("other")\n',
    }
    (found,) = listed(write(tmp_path, files))["applications"]
    assert found["application"] == "shop.factory:create_app()"
    assert [(route["path"], route["possible"]) for route in found["routes"]] == [
        ("/api/items", False),
        ("/test/items", True),
    ]


def test_defaults_that_call_their_own_function(tmp_path: Path) -> None:
    """Python would not come that far, but an editor does: a class may be renamed to what a default calls."""
    main = """\
from fastapi import Depends, FastAPI


class Depends:
    def __init__(self, dependency: object = Depends()) -> None:
        self.dependency = dependency


def make(app: FastAPI = make()) -> FastAPI:
    return app or FastAPI()


app = FastAPI(dependencies=[Depends()])
make()


@app.get("/items")
def items() -> str:
    return "items"
"""
    (found,) = listed(write(tmp_path, {"main.py": main}))["applications"]
    assert [route["path"] for route in found["routes"]] == ["/items"]


def test_mounted_under_a_condition(tmp_path: Path) -> None:
    main = """\
import os

from fastapi import FastAPI

app, inner = FastAPI(), FastAPI()


@inner.get("/items")
def items() -> str:
    return "items"


if "PREFIX" in os.environ:
    app.mount(os.environ["PREFIX"], inner)
else:
    app.mount("/inner", inner)
"""
    (found,) = listed(write(tmp_path, {"main.py": main}))["applications"]
    assert [(route["path"], route["possible"]) for route in found["routes"]] == [
        ("?", True),
        ("/inner/items", True),
    ]


@pytest.mark.parametrize("output", ["table", "json", "mermaid"])
def test_into_a_file(shop: Path, tmp_path: Path, output: str) -> None:
    file = tmp_path / "routes"
    written = show(shop, "--output", output, "--output-file", str(file))
    assert (written.status, written.stdout) == (0, "")
    assert file.read_text("utf-8") == show(shop, "--output", output).stdout


def test_a_file_that_cannot_be_written(shop: Path, tmp_path: Path) -> None:
    file = tmp_path / "missing" / "routes.json"
    assert show(shop, "--output-file", str(file)).errors == [
        f"error: {file} cannot be written: No such file or directory"
    ]


def test_the_page_needs_nothing_else(shop: Path) -> None:
    text = ITEMS.replace('"/items"', '"/items</script><b>"')
    (shop / "shop/items.py").write_text(text, encoding="utf-8")
    outcome = show(shop, "--output", "html")
    page = outcome.stdout
    assert outcome.status == 0
    assert not re.search(r"https?:|//[a-z]+\.|src=|href=|@import", page)
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page)
    routes = json.loads(data)["applications"][0]["routes"]
    assert routes[0]["path"] == "/v1/items</script><b>/{item_id}"
    assert routes[0]["findings"] == []


@pytest.mark.parametrize(("example", "application"), [("bookshop", "bookshop.main:app")])
def test_as_the_live_application(tmp_path: Path, example: str, application: str) -> None:
    folder = shutil.copytree(EXAMPLES / example, tmp_path / example)
    live = show(folder, application, "--output", "json").routes
    (found,) = listed(folder)["applications"]
    assert list(map(told, found["routes"])) == list(map(told, live))


def told(route: dict[str, Any]) -> dict[str, Any]:
    """What the source can tell: not where the installed packages are."""
    shown = ("kind", "methods", "path", "handler", "status", "response_model", "teardown")
    return {**{key: route[key] for key in shown}, "needs": names(route["dependencies"])}


def names(dependencies: list[dict[str, Any]]) -> list[Any]:
    return [
        (one["name"], one["parameter"], one["scope"], one["closes"], one["shared"])
        + (names(one["dependencies"]),)
        for one in dependencies
    ]
