"""What is built is what a user needs, and nothing else."""

from __future__ import annotations

import email.parser
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from scoped_fastapi_check.codes import CODES, DOCUMENTATION

ROOT = Path(__file__).parents[2]
OVERLAY = ROOT / "stubs"
SOURCES = {
    "scoped_fastapi": ROOT / "scoped_fastapi",
    "scoped_fastapi_check": ROOT / "checker" / "scoped_fastapi_check",
    "scoped_fastapi_mypy": ROOT / "mypy_plugin" / "scoped_fastapi_mypy",
}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, ROOT], check=True, capture_output=True
    )
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


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
            "assert 'fastapi' not in sys.modules and 'pydantic' not in sys.modules"
        )
    subprocess.run([sys.executable, "-c", program], check=True)
