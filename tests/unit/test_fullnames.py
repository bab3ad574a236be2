"""A name of FastAPI, or of a package beside it, is written in one place."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

# Found without an import: the plugin's imports mypy, which is not everywhere.
FOLDERS = [
    Path(folder)
    for package in ("scoped_fastapi_check", "scoped_fastapi_mypy")
    if (spec := find_spec(package)) is not None
    for folder in spec.submodule_search_locations or ()
]
NAME = re.compile(
    r"(?:fastapi|starlette|pydantic\w*|scoped_fastapi|sqlalchemy|sqlmodel|sse_starlette|jinja2)(?:\.\w+)+"
)
# Most files hold none, and need no tree.
QUOTED = re.compile(f"[\"']{NAME.pattern}[\"']")
# What is asked for by its name, and not looked for in the code of an application.
OTHERS = {"fastapi.__version__"}


def test_each_is_written_once() -> None:
    places: dict[str, set[str]] = defaultdict(set)
    for path in (path for folder in FOLDERS for path in folder.rglob("*.py")):
        source = path.read_text("utf-8")
        texts = (
            node.value
            for node in (ast.walk(ast.parse(source)) if QUOTED.search(source) else ())
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )
        for text in texts:
            if NAME.fullmatch(text) and text not in OTHERS:
                places[text].add(path.name)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
