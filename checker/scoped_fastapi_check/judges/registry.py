"""The checkers that can be asked to judge, by the names they are called by on the command line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from scoped_fastapi_check.judges.mypy_copies import MypyBackend
from scoped_fastapi_check.judges.mypy_run import MypyChecker
from scoped_fastapi_check.judges.obligation_run import ObligationChecker
from scoped_fastapi_check.judges.servers import SERVERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scoped_fastapi_check.judges.checker import Checker

__all__ = ["CHECKERS", "UNLISTED"]

CHECKERS: Mapping[str, Callable[[], Checker]] = {
    MypyChecker.name: MypyChecker,
    **{known.name: partial(ObligationChecker, known) for known in SERVERS},
}

_MYPY = MypyBackend()

UNLISTED: Mapping[str, Callable[[], Checker]] = {_MYPY.name: partial(ObligationChecker, _MYPY)}
"""Those that the command line takes and does not show: they are there for comparison."""
