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

__all__ = ["PLUGIN", "configuration", "section"]

PLUGIN = "scoped_fastapi_mypy"
WITH_PLUGIN: Mapping[str, object] = {"plugins": [PLUGIN]}

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


def configuration(batch: Batch, more: Mapping[str, object] = WITH_PLUGIN) -> str:
    """Return the text of a TOML configuration for one call of mypy."""
    settings = {**SETTINGS, "mypy_path": [str(root) for root in batch.roots], **more}
    if batch.modules:
        settings["modules"] = sorted(batch.modules)
    lines = ["[tool.mypy]", *assignments(settings)]
    owners = {name: root for name, root in batch.owners.items() if is_usable(name)}
    for name, root in sorted(owners.items()):
        lines += section([f"{name}.*"], {"always_true": [_seal(root)]})
    for path in filter(lambda path: is_usable(plain_name(path)), batch.files):
        lines += section([plain_name(path)], {"always_true": [_seal(path)]})
    # What mypy cannot be told of by its name is imported by nobody either.
    if skipped := sorted(filter(is_usable, batch.skipped)):
        # As if the module were missing: what is imported from it is Any.
        lines += section(skipped, {"follow_imports": "skip"})
    return "\n".join(lines) + "\n"


def section(modules: Sequence[str], settings: Mapping[str, object]) -> list[str]:
    """The lines that hold for some modules alone."""
    return ["[[tool.mypy.overrides]]", *assignments({"module": modules, **settings})]


def _seal(path: Path) -> str:
    """Return a setting without any effect but that mypy does not mix up two applications.

    Its cache knows a module by name and content. Two copies of an example have both in common, and
    the errors of one would be reported for the other.
    """
    return f"scoped_fastapi_{hashlib.sha256(bytes(path)).hexdigest()[:16]}"
