"""The configuration that mypy runs with. The project's own is neither needed nor read.

Its settings say which type errors the project wants to hear about, and here they are not asked
for. Its plugins are not loaded either: they need not be installed where this command is, and one
that crashes would take the rules with it. `# type: ignore` and `# mypy:` comments keep their
meaning, because they stand in the file itself.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

__all__ = ["PLUGIN", "configuration"]

PLUGIN = "scoped_fastapi_mypy"

SETTINGS: Mapping[str, object] = {
    "plugins": [PLUGIN],
    # A missing stub is no concern of ours: what comes from there is Any, and the rules are silent.
    "ignore_missing_imports": True,
    # Routers that are made inside functions without annotations have routes, too.
    "check_untyped_defs": True,
    # `db = None` and, later, `db = Database()`: the type that the name has where it is used.
    "allow_redefinition": True,
    # Packages without an __init__.py are packages.
    "namespace_packages": True,
    "explicit_package_bases": True,
    "show_absolute_path": True,
    "show_traceback": True,
    "color_output": False,
    "error_summary": False,
}


def configuration(modules: Collection[str], roots: Iterable[Path], skipped: Iterable[str]) -> str:
    """Return the text of a TOML configuration that checks `modules` and never opens `skipped`."""
    settings = {**SETTINGS, "mypy_path": [str(root) for root in roots]}
    if modules:
        settings["modules"] = sorted(modules)
    lines = ["[tool.mypy]"]
    lines += [f"{name} = {_toml(value)}" for name, value in settings.items()]
    names = sorted(skipped)
    if names:
        # As if the module were missing: what is imported from it is Any.
        lines += ["[[tool.mypy.overrides]]", f"module = {_toml(names)}", 'follow_imports = "skip"']
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    # Strings, booleans and lists look the same in TOML and JSON, as long as JSON does not escape.
    return json.dumps(value, ensure_ascii=False)
