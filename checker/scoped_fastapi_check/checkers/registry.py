"""The checkers that can be asked, by the names they are called by on the command line.

Only what the one needs that is asked is imported.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from scoped_fastapi_check.checkers.server_specs import SERVERS, ServerSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scoped_fastapi_check.checkers.base import Checker

__all__ = ["CHECKERS", "UNLISTED"]


def _mypy() -> Checker:
    from scoped_fastapi_check.checkers.mypy_run import MypyChecker

    return MypyChecker()


def _by_probes(spec: ServerSpec) -> Checker:
    from scoped_fastapi_check.checkers.probe_run import ProbeChecker

    return ProbeChecker(spec)


def _mypy_by_probes() -> Checker:
    from scoped_fastapi_check.checkers.mypy_copies import MypyBackend
    from scoped_fastapi_check.checkers.probe_run import ProbeChecker

    return ProbeChecker(MypyBackend())


CHECKERS: Mapping[str, Callable[[], Checker]] = {
    "mypy": _mypy,
    **{known.name: partial(_by_probes, known) for known in SERVERS},
}

UNLISTED: Mapping[str, Callable[[], Checker]] = {"mypy-probes": _mypy_by_probes}
"""Those that the command line takes and does not show: they are there for comparison."""
