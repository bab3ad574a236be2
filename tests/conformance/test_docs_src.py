"""FastAPI's own programs: those of its documentation are valid, its tests crash nothing."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from .fastapi_sources import fastapi_sources
from .runners import Report, run_mypy

# What FastAPI refuses, whatever the version calls the file: shown on purpose, or left from the time
# when it took models of pydantic 1.
REFUSED = (
    "docs_src/response_model/tutorial003_04",
    "docs_src/pydantic_v1_in_v2/",
)
CODES_OF_REFUSAL = ("[fastapi-response-type]", "[fastapi-param]")
# What the documentation shows as a mistake: an exception that is swallowed, a path that stands twice.
SHOWN_AS_MISTAKES = (
    ("docs_src/dependencies/tutorial008c_", "[fastapi-teardown]"),
    ("docs_src/dependencies/tutorial008c.py", "[fastapi-teardown]"),
    ("docs_src/path_params/tutorial003b.py:11:", "[fastapi-router]"),
)
SNAPSHOT = Path(__file__).parent / "fastapi_tests.txt"


@pytest.fixture(scope="session")
def sources(pytestconfig: pytest.Config) -> Path:
    assert pytestconfig.cache is not None
    return fastapi_sources(Path(pytestconfig.cache.mkdir("fastapi")))


def is_shown_as_mistake(report: str) -> bool:
    return any(
        report.startswith(place) and report.endswith(code) for place, code in SHOWN_AS_MISTAKES
    )


def test_documentation_is_valid(sources: Path, tmp_path: Path) -> None:
    reports = shown(run_mypy(sources, ["docs_src"], tmp_path))
    reports = [report for report in reports if not is_shown_as_mistake(report)]
    refused = [report for report in reports if report.startswith(REFUSED)]
    assert reports == refused
    assert all(report.endswith(CODES_OF_REFUSAL) for report in refused)


def test_fastapis_tests(sources: Path, tmp_path: Path) -> None:
    """The reports on the version of the snapshot are known; on any version there is no crash."""
    reports = shown(run_mypy(sources, ["tests"], tmp_path))
    first, *known = SNAPSHOT.read_text("utf-8").splitlines()
    if first == f"fastapi {version('fastapi')}":
        assert reports == known


def shown(reports: list[Report]) -> list[str]:
    return [f"{report.file}:{report.line}: [{report.code}]" for report in reports]
