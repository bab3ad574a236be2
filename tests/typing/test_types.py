"""The public types mean to six type checkers what `assert_types/` says that they mean.

Its files are plain programs. A line that is wrong ends with the own comment of each checker that has
to report it; a checker honours no other's, and a comment that it does not need is an error.
"""

from pathlib import Path

import pytest
from own_ignores import COMMENTS, check, ignored

NATIVE = ["mypy", "pyright", "basedpyright", "ty", "pyrefly"]


@pytest.mark.parametrize("checker", NATIVE)
def test_exactly_the_ignored_is_reported(checker: str, tmp_path: Path) -> None:
    assert check(checker, tmp_path, but=COMMENTS) == []
    assert ignored(checker), "it has something to report"


def test_zuban_reports_exactly_the_ignored(tmp_path: Path) -> None:
    # It honours mypy's comments beside its own, and has no word for one that it does not need.
    found = check("zuban", tmp_path)
    assert {(finding.file, finding.line, finding.code) for finding in found} == ignored("zuban")
