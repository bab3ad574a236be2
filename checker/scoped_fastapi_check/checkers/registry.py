"""The checkers that can be asked, by the names they are called by on the command line.

Only what the one needs that is asked is imported.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from scoped_fastapi_check.checkers.server_specs import SERVERS, ServerSpec

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoped_fastapi_check.checkers.base import Checker
    from scoped_fastapi_check.checkers.programs import TreePrograms

__all__ = ["CHECKERS"]


def _mypy(_: TreePrograms) -> Checker:
    # It needs the plugin, and so is always ours.
    from scoped_fastapi_check.checkers.mypy_run import MypyChecker

    return MypyChecker()


def _by_probes(spec: ServerSpec, tree: TreePrograms) -> Checker:
    from scoped_fastapi_check.checkers.probe_run import ProbeChecker

    return ProbeChecker(replace(spec, tree=tree))


CHECKERS: dict[str, Callable[[TreePrograms], Checker]] = {
    "mypy": _mypy,
    **{known.name: partial(_by_probes, known) for known in SERVERS},
}
