"""What the application map says of a module that the rules are run over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.route_facts import NOTHING, ModuleView

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Module
    from scoped_fastapi_check.model.names import Names


def known_view(module: Module, names: Names) -> ModuleView:
    """What the map says of a module; nothing where FastAPI is not installed, or nowhere imported."""
    if not names.exists(fullnames.ROUTER):
        return NOTHING
    from scoped_fastapi_check.application.project_map import map_around

    return map_around(Path(module.path)).view(module.path)
