"""Checks snippets with the fake engine, against the marks in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.engines.probes.library import Library
from scoped_fastapi_check.engines.probes.names import SourceNames
from scoped_fastapi_check.model.module import Module
from scoped_fastapi_check.rules.base import run_rules
from scoped_fastapi_check.rules.registry import RULES

from .fake_engine import FakeEngine
from .library import MODULES

MAIN = "snippet"
_MARK = re.compile(r"# E\[(?P<codes>[\w, -]+)\]")
_IMPORTS = """\
from typing import Annotated, Any, AsyncIterator, Callable, Iterator, Protocol
from fastapi import *
app = FastAPI()
"""


def read(source: str, modules: Mapping[str, str] | None = None) -> tuple[Module, FakeEngine]:
    """The model of a snippet, beside other modules, and an engine that answers about it."""
    texts = {**MODULES, **(modules or {}), MAIN: source}
    files = {name: Path(f"{name}.py") for name in texts}
    by_path = {path: texts[name].encode() for name, path in files.items()}
    library = Library(files, [], {}, by_path.__getitem__)
    module = library.read(MAIN, files[MAIN])
    return module, FakeEngine(SourceNames(library))


def found_in(source: str, modules: Mapping[str, str] | None = None) -> list[Diagnostic]:
    """What all rules find in a snippet; a rule that breaks down is a failure."""
    module, engine = read(source, modules)
    outcome = run_rules(module, RULES, engine)
    assert not outcome.failures, [str(failure) for failure in outcome.failures]
    return outcome.findings


def check(source: str, modules: Mapping[str, str] | None = None) -> None:
    """Hold what all rules find to the marks `# E[code]` in a snippet.

    All names of `fastapi`, some of `typing`, and `app` are there without an import.
    """
    text = _IMPORTS + dedent(source)
    marked = [
        (number, code.strip())
        for number, line in enumerate(text.splitlines(), 1)
        for mark in _MARK.finditer(line)
        for code in mark["codes"].split(",")
    ]
    reported = [(found.line, found.code_name) for found in found_in(text, modules)]
    assert sorted(reported) == sorted(marked), f"{sorted(reported)} were reported:\n{text}"
