"""Tells `scoped-fastapi check` how much there was to check.

mypy reports mistakes and nothing else, and on a second run it looks at changed modules only; so the
numbers are written to a folder, one file per module, where the command finds those of the modules
that were not looked at again.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from scoped_fastapi_check.analysis.routers import router_class
from scoped_fastapi_check.application.known import known_view
from scoped_fastapi_check.model.module import Module
from scoped_fastapi_check.model.routes import (
    registrations,
)
from scoped_fastapi_check.rules.base import Context, Engine, count_dependencies, run_check

VARIABLE: Final = "SCOPED_FASTAPI_STATISTICS"


def write(module: Module, engine: Engine) -> None:
    """Write the numbers for one module, if the environment asks for them."""
    if VARIABLE in os.environ:
        found = registrations(module, engine.names, known_view(module, engine.names))
        routes = [run_check(router_class(registration), engine) for registration in found]
        count = sum(router is not None for router in routes)
        context = Context(module, engine.names, lambda _: None)
        _write(module.name, module.path, count, count_dependencies(context))


def write_nothing(name: str, path: str) -> None:
    """Write that a module has nothing to check, if the environment asks for numbers."""
    if VARIABLE in os.environ:
        _write(name, path, 0, 0)


def _write(name: str, path: str, routes: int, dependencies: int) -> None:
    numbers = {"path": path, "routes": routes, "dependencies": dependencies}
    with suppress(OSError):  # Numbers are no reason to lose the reports.
        file = Path(os.environ[VARIABLE], f"{name}.json")
        file.write_text(json.dumps(numbers), encoding="utf-8")
