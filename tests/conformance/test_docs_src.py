"""FastAPI's own programs: those of its documentation are valid, its tests crash nothing."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from .fastapi_sources import fastapi_sources
from .judges import Report, run_mypy

SNAPSHOT = Path(__file__).parent / "fastapi_tests.txt"


@pytest.fixture(scope="session")
def sources(pytestconfig: pytest.Config) -> Path:
    assert pytestconfig.cache is not None
    return fastapi_sources(Path(pytestconfig.cache.mkdir("fastapi")))


def test_documentation_is_valid(sources: Path, tmp_path: Path) -> None:
    assert shown(run_mypy(sources, ["docs_src"], tmp_path)) == []


def test_fastapis_tests(sources: Path, tmp_path: Path) -> None:
    """The reports on the version of the snapshot are known; on any version there is no crash."""
    reports = shown(run_mypy(sources, ["tests"], tmp_path))
    first, *known = SNAPSHOT.read_text("utf-8").splitlines()
    if first == f"fastapi {version('fastapi')}":
        assert reports == known


def shown(reports: list[Report]) -> list[str]:
    return [f"{report.file}:{report.line}: [{report.code}]" for report in reports]
