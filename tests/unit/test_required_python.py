"""What `requires-python` says of a version, and where it is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.project.required_python import allowed_version, required_python
from scoped_fastapi_check.project.source_file import read_source

RUNNING = f"3.{sys.version_info[1]}"


@pytest.mark.parametrize(
    ("required", "expected"),
    [
        (None, (3, 11)),
        (">=3.11", (3, 11)),
        (">= 3.11.4", (3, 11)),
        (">=3.9", (3, 11)),
        (">=3", (3, 11)),
        (">=3.13", (3, 13)),
        (" >=3.14.1 ", (3, 14)),
        (">3.12", (3, 12)),
        (">=3.12,<4", (3, 12)),
        ("~=3.12", (3, 12)),
        ("~=3.12.2", (3, 12)),
        ("==3.13.*", (3, 13)),
        ("==3.13.2", (3, 13)),
        ("<3.11", (3, 10)),
        (">=3.8,<3.10", (3, 9)),
        (">=3.9,!=3.11.*", (3, 10)),
        (">=4", (3, 11)),
        ("nonsense", (3, 11)),
        ("", (3, 11)),
    ],
)
def test_versions(required: str | None, expected: tuple[int, int]) -> None:
    assert allowed_version(required, (3, 11)) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("pyproject.toml", '[project]\nrequires-python = ">=3.12"\n', ">=3.12"),
        ("pyproject.toml", "[project]\nrequires-python = 3\n", None),
        ("pyproject.toml", "project = 3\n", None),
        ("pyproject.toml", "[tool.ruff]\n", None),
        ("pyproject.toml", "[project\n", None),
        ("setup.cfg", "[options]\npython_requires = >=3.9\n", ">=3.9"),
        ("setup.cfg", "[metadata]\nname = x\n", None),
        ("setup.cfg", "nonsense\n", None),
        ("setup.py", "", None),
    ],
)
def test_where_it_is_said(tmp_path: Path, name: str, text: str, expected: str | None) -> None:
    (tmp_path / name).write_text(text)
    assert required_python(tmp_path) == expected


@pytest.mark.parametrize(
    ("required", "expected"),
    [
        (None, f"syntax error: invalid syntax (in Python {RUNNING}, which runs this command)"),
        (f">={RUNNING}", f"(in Python {RUNNING}, which runs this command)"),
        (
            ">=3.77",
            f"(in Python {RUNNING}, which runs this command; "
            "the project requires Python >=3.77, so run it with one of those)",
        ),
    ],
)
def test_a_syntax_error(tmp_path: Path, required: str | None, expected: str) -> None:
    said = f'requires-python = "{required}"\n' if required else ""
    (tmp_path / "pyproject.toml").write_text(f"[project]\n{said}")
    package = tmp_path / "package"
    package.mkdir()
    (package / "module.py").write_text("x = = 1\n")
    found = read_source(package / "module.py")
    assert isinstance(found, Diagnostic)
    assert expected in found.message
