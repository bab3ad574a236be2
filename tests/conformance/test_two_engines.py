"""The plugin and the probes report the same where both have mypy's types to go by.

Each difference would be a mistake of one of them. `tools/compare_engines.py` looks for more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from scoped_fastapi_check.checkers.mypy_run import MypyChecker
from scoped_fastapi_check.diagnostics.codes import CODES

from .fastapi_sources import fastapi_sources
from .mypy_probes import NAME
from .program import Program, all_programs, part_of
from .runners import Check, Report

ENGINES = (MypyChecker.name, NAME)
OFF_BY_DEFAULT = tuple(code.name for code in CODES if not code.default_enabled)

# Where they name a type in different words.
OTHER_WORDS = {
    ("depends/narrowing.py", 70): "mypy makes `User` of `User | Admin` when it solves for it",
    **{
        ("depends/open_type_arguments_valid.py", line): "mypy makes `None` of an open `T | None`"
        for line in (41, 42)
    },
    ("depends/overloads.py", 20): "of several overloads, one names the first and one the last",
    ("override/overloads.py", 46): "of several overloads, one names the first and one the last",
    ("override/overloads.py", 51): "of several overloads, one names the first and one shows all",
    ("no_body/annotation_noreturn.py", 12): "mypy shows `Never` for `NoReturn`",
    ("response_type/standard_library.py", 90): "mypy shows `Request[Any]` for `Request`",
    ("docs_src/response_model/tutorial003_04.py", 8): "mypy shows `dict[Any, Any]` for `dict`",
    (
        "docs_src/response_model/tutorial003_04_py310.py",
        8,
    ): "mypy shows `dict[Any, Any]` for `dict`",
}

Place = tuple[str, int, str]


PROGRAMS_HERE = [replace(each, enable=OFF_BY_DEFAULT) for each in all_programs() if each.runs_here]


@pytest.mark.parametrize(
    "programs",
    [
        pytest.param(part_of(PROGRAMS_HERE), id="a part"),
        pytest.param(PROGRAMS_HERE, id="all", marks=pytest.mark.matrix),
    ],
)
def test_programs(programs: list[Program], tmp_path: Path) -> None:
    agree(*(Check(engine).check(programs, tmp_path / engine) for engine in ENGINES))


@pytest.mark.matrix
def test_documentation_of_fastapi(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.cache is not None
    sources = fastapi_sources(Path(pytestconfig.cache.mkdir("fastapi")))
    agree(*(Check(engine).run(sources, ["docs_src"], OFF_BY_DEFAULT) for engine in ENGINES))


def agree(plugin: Iterable[Report], probes: Iterable[Report]) -> None:
    one, other = by_place(plugin), by_place(probes)
    assert sorted(one) == sorted(other)
    different = {place[:2] for place in one if one[place] != other[place]}
    assert different <= OTHER_WORDS.keys()


def by_place(reports: Iterable[Report]) -> dict[Place, list[str]]:
    found: dict[Place, list[str]] = defaultdict(list)
    for report in reports:
        found[report.file, report.line, report.code].append(report.message)
    return found
