"""The configuration that mypy runs with. The project's own is neither needed nor read.

Its settings say which type errors the project wants to hear about, and here they are not asked
for. Its plugins are not loaded either: they need not be installed where this command is, and one
that crashes would take the rules with it. `# type: ignore` and `# mypy:` comments keep their
meaning, because they stand in the file itself.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from scoped_fastapi_check.checkers.mypy_batch import is_usable, plain_name
from scoped_fastapi_check.checkers.toml import assignments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from scoped_fastapi_check.checkers.mypy_batch import Batch

__all__ = ["PLUGIN", "configuration"]

PLUGIN = "scoped_fastapi_mypy"

SETTINGS: Mapping[str, object] = {
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


def configuration(batch: Batch, *, has_plugin: bool = True) -> str:
    """Return the text of a TOML configuration for one call of mypy.

    Without the plugin there are no codes of ours; mypy's
    own errors are what is asked for, in the modules of the batch alone.
    """
    settings = {**SETTINGS, "mypy_path": [str(root) for root in batch.roots]}
    if has_plugin:
        settings["plugins"] = [PLUGIN]
    else:
        # Then it leaves out most bodies of functions.
        settings["ignore_errors"] = True
    if batch.modules:
        settings["modules"] = sorted(batch.modules)
    lines = ["[tool.mypy]", *assignments(settings)]
    owners = {name: root for name, root in batch.owners.items() if is_usable(name)}
    for name, root in sorted(owners.items()):
        lines += _section([f"{name}.*"], {"always_true": [_seal(root)]})
    for path in filter(lambda path: is_usable(plain_name(path)), batch.files):
        lines += _section([plain_name(path)], {"always_true": [_seal(path)]})
    if not has_plugin:
        lines += _section(sorted(batch.names()), {"ignore_errors": False})
    # What mypy cannot be told of by its name is imported by nobody either.
    if skipped := sorted(filter(is_usable, batch.skipped)):
        # As if the module were missing: what is imported from it is Any.
        lines += _section(skipped, {"follow_imports": "skip"})
    return "\n".join(lines) + "\n"


def _section(modules: Sequence[str], settings: Mapping[str, object]) -> list[str]:
    return ["[[tool.mypy.overrides]]", *assignments({"module": modules, **settings})]


def _seal(path: Path) -> str:
    """Return a setting without any effect but that mypy does not mix up two applications.

    Its cache knows a module by name and content. Two copies of an example have both in common, and
    the errors of one would be reported for the other.
    """
    return f"scoped_fastapi_{hashlib.sha256(bytes(path)).hexdigest()[:16]}"
