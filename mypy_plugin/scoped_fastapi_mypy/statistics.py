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

from scoped_fastapi_check.judge import Judge, Names, run_check
from scoped_fastapi_check.model.dependencies import dependency_sites
from scoped_fastapi_check.model.graph import parameter_marker
from scoped_fastapi_check.model.module import Alias, Module, Parameter
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
        "dependencies": _dependencies(module, judge.names),
    }
    with suppress(OSError):  # Numbers are no reason to lose the reports.
        Path(folder, f"{module.name}.json").write_text(json.dumps(numbers), encoding="utf-8")


def _dependencies(module: Module, names: Names) -> int:
    """How many dependencies are asked for: each use of an alias is one, its definition is none."""
    parameters = [parameter for function in module.functions for parameter in function.parameters]
    asked = sum(parameter_marker(parameter, names) is not None for parameter in parameters)
    others = [site.target for site in dependency_sites(module, names)]
    return asked + sum(not isinstance(target, Parameter | Alias) for target in others)
