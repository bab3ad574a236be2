"""Which files have to do with results, as far as their names say."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

__all__ = [
    "PATTERNS",
    "is_configuration",
    "is_source",
    "is_template",
    "may_be_folder",
    "may_matter",
]

_SOURCES: Final = (".py", ".pyi")
# What most templates are called; others are read again with the next change of these.
_TEMPLATES: Final = (".html", ".htm", ".jinja", ".jinja2", ".j2")
_CONFIGURATION: Final = (
    "setup.cfg",
    "mypy.ini",
    ".mypy.ini",
    "pyrightconfig.json",
    ".gitignore",
    ".ignore",
)
_TABLES: Final = ".toml"

PATTERNS: Final = (
    f"**/*.{{{','.join(each[1:] for each in (*_SOURCES, *_TEMPLATES, _TABLES))}}}",
    f"**/{{{','.join(_CONFIGURATION)}}}",
)
"""The same as patterns of the language server protocol."""


def is_source(path: PurePath) -> bool:
    """Whether it is a module, or the stub of one."""
    return path.suffix in _SOURCES


def is_template(path: PurePath) -> bool:
    """Whether it may be a template."""
    return path.suffix in _TEMPLATES


def is_configuration(path: PurePath) -> bool:
    """Whether settings may stand in it: ours, those of a checker, or which files to leave out."""
    return path.suffix == _TABLES or path.name in _CONFIGURATION


def may_be_folder(path: PurePath) -> bool:
    """Whether it is called as folders of modules are: of one that is gone nothing else can be seen."""
    return "." not in path.name and path.name != "__pycache__"


def may_matter(path: PurePath) -> bool:
    """Whether results may change with it."""
    return is_source(path) or is_template(path) or is_configuration(path) or may_be_folder(path)
