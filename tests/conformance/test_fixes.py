"""A fix makes its diagnostic go away, and no other comes: over every program that has one."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from scoped_fastapi_check.check import CheckSession, Request, check
from scoped_fastapi_check.configuration.settings import Options
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.fixes.plan import plan
from scoped_fastapi_check.fixes.writing import write

from .program import PROGRAMS

MOST_ROUNDS = 4
OPTIONS = Options(checker="ty", isolated=True)


class Nobody:
    """Wants to know nothing but the result."""

    def say(self, message: str) -> None: ...
    def warn(self, message: str) -> None: ...
    def progress(self, message: str) -> None: ...


def found_in(top: Path) -> list[Diagnostic]:
    request = Request((str(top),), OPTIONS, use_cache=False)
    session = CheckSession()
    try:
        return check(request, Nobody(), session).findings
    finally:
        session.close()


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_fixed_programs(unsafe: bool, tmp_path: Path) -> None:
    top = tmp_path / "programs"
    shutil.copytree(PROGRAMS, top, ignore=shutil.ignore_patterns("__pycache__"))
    found = after = found_in(top)
    fixed: Counter[tuple[str, str, str]] = Counter()
    # Two that would be put at the same place are applied one after the other, as the command does it.
    for _ in range(MOST_ROUNDS):
        made = plan(after, unsafe=unsafe)
        if not made.fixed:
            break
        for file in made.files.values():
            write(file, top)
        fixed += kinds(made.fixed, top)
        after = found_in(top)
    assert fixed
    assert not [one for one in after if wanted(one, unsafe)], "fixes are left"
    expected = kinds(found, top) - fixed
    new = kinds(after, top) - expected
    assert not new, "something new is reported"


def wanted(one: Diagnostic, unsafe: bool) -> bool:
    return one.fix is not None and (unsafe or one.fix.is_safe)


def kinds(diagnostics: Iterable[Diagnostic], top: Path) -> Counter[tuple[str, str, str]]:
    """Diagnostics without their lines, which a fix may move."""
    return Counter(
        (one.path.relative_to(top).as_posix(), one.code_name, one.message) for one in diagnostics
    )
