"""What is built is what a user needs, and nothing else."""

from __future__ import annotations

import email.parser
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from scoped_fastapi_check.diagnostics.codes import CODES, DOCUMENTATION

ROOT = Path(__file__).parents[2]
OVERLAY = ROOT / "stubs"
SOURCES = {
    "scoped_fastapi": ROOT / "scoped_fastapi",
    "scoped_fastapi_check": ROOT / "checker" / "scoped_fastapi_check",
    "scoped_fastapi_mypy": ROOT / "mypy_plugin" / "scoped_fastapi_mypy",
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what is uploaded: the sdist, and the wheel that is built of it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, ROOT], check=True, capture_output=True
    )
    return folder


@pytest.fixture(scope="session")
def wheel(folder: Path) -> zipfile.ZipFile:
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def run(*command: str | Path, status: int = 0) -> str:
    """What a command prints, which has to end with this status."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    finished = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert finished.returncode == status, finished.stdout + finished.stderr
    return finished.stdout + finished.stderr


def test_what_is_uploaded_is_accepted(folder: Path) -> None:
    uploaded = sorted(folder.iterdir())
    assert [file.name.removesuffix(".gz").rpartition(".")[2] for file in uploaded] == ["whl", "tar"]
    run(sys.executable, "-m", "twine", "check", "--strict", *uploaded)
    run(
        sys.executable,
        "-m",
        "check_wheel_contents",
        "--config",
        ROOT / "pyproject.toml",
        uploaded[0],
    )


def test_the_wheel_alone_in_an_empty_environment(folder: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True, symlinks=True)
    programs = tmp_path / "env" / "bin"
    (wheel,) = folder.glob("*.whl")
    install = (programs / "python", "-m", "pip", "install", "--quiet")
    run(*install, wheel)
    run(programs / "python", "-c", "import scoped_fastapi")
    told = run(programs / "scoped-fastapi", "check", status=2)
    assert told.strip().endswith("is not installed; run: pip install 'scoped-fastapi[check]'")

    # One of the mistakes is made with the settings of pydantic, another one with a form.
    run(*install, f"{wheel}[check]", "pydantic-settings", "python-multipart")
    mistakes = ROOT / "examples" / "mistakes"
    found = run(programs / "scoped-fastapi", "check", "--no-cache", mistakes, status=1)
    assert "[fastapi-depends]" in found
    shown = run(programs / "scoped-fastapi", "routes", "library.main:app", "--app-dir", mistakes)
    assert "/loans" in shown


def test_wheel_holds_the_three_packages_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    expected = {
        f"{package}/{file.relative_to(folder).as_posix()}"
        for package, folder in SOURCES.items()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    expected |= {
        f"scoped_fastapi_check/stubs/overlay/{file.relative_to(OVERLAY).as_posix()}"
        for file in OVERLAY.rglob("*.pyi")
    }
    # What `scoped-fastapi rule` shows are the pages of the documentation.
    expected |= {
        f"scoped_fastapi_check/rules/pages_of_the_site/{page.name}"
        for page in (ROOT / "docs" / "rules").glob("*.md")
    }
    found = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert found == expected
    assert {f"{package}/py.typed" for package in SOURCES} <= found


def test_runtime_needs_fastapi_and_typing_extensions_only(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = email.parser.Parser().parsestr(wheel.read(name).decode())
    needed = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    names = {line.partition(">")[0].strip() for line in needed}
    assert names == {"fastapi", "typing-extensions"}


def test_codes_link_to_the_documentation_of_the_metadata(wheel: zipfile.ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = email.parser.Parser().parsestr(wheel.read(name).decode())
    assert metadata["Project-URL"] == f"Documentation, {DOCUMENTATION}/"
    assert all(code.url == f"{DOCUMENTATION}/rules/{code.name}/" for code in CODES)


@pytest.mark.parametrize("package", ["scoped_fastapi_check", "scoped_fastapi_mypy"])
def test_checking_imports_no_fastapi(package: str) -> None:
    program = f"import sys, {package}.rules; assert 'fastapi' not in sys.modules"
    if package == "scoped_fastapi_mypy":
        program = (
            "import sys, scoped_fastapi_mypy as p; p.plugin('2.4.1'); "
            "import scoped_fastapi_mypy.check; "
            "assert 'fastapi' not in sys.modules and 'pydantic' not in sys.modules"
        )
    subprocess.run([sys.executable, "-c", program], check=True)
