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

from scoped_fastapi_check.counting import count_dependencies
from scoped_fastapi_check.judge import Judge, run_check
from scoped_fastapi_check.model.module import Module
from scoped_fastapi_check.model.routes import registrations, router_class

VARIABLE: Final = "SCOPED_FASTAPI_STATISTICS"


def write(module: Module, judge: Judge) -> None:
    """Write the numbers for one module, if the environment asks for them."""
    folder = os.environ.get(VARIABLE)
    if folder is None:
        return
    routes = [run_check(router_class(found), judge) for found in registrations(module, judge.names)]
    numbers = {
        "path": module.path,
        "routes": sum(router is not None for router in routes),
        "dependencies": count_dependencies(module, judge.names),
    }
    with suppress(OSError):  # Numbers are no reason to lose the reports.
        Path(folder, f"{module.name}.json").write_text(json.dumps(numbers), encoding="utf-8")
