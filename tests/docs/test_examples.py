"""mypy with the plugin reports on every example what the page says, and FastAPI takes the rest."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from conformance.comparison import compare, number_lines

from .checking import CheckedExample, check_examples, write_examples
from .pages import Example, examples

EXAMPLES = examples()

each_example = pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.block.page}:{example.block.line}"
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples as modules."""
    folder = tmp_path_factory.mktemp("examples")
    write_examples(EXAMPLES, folder)
    return folder


@pytest.fixture(scope="session")
def checked(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, CheckedExample]:
    """What mypy with the plugin says about all examples."""
    return check_examples(EXAMPLES, folder, tmp_path_factory.mktemp("mypy"))


@each_example
def test_reports(example: Example, checked: dict[str, CheckedExample]) -> None:
    problems = compare(example.program, checked[example.file].reports)
    assert not problems, "\n".join([*problems, number_lines(example.source)])


@each_example
def test_messages(example: Example, checked: dict[str, CheckedExample]) -> None:
    if example.shown is not None:
        shown = example.shown.text.splitlines()
        assert shown == checked[example.file].shown, "see tests/docs/show_messages.py"


@each_example
def test_fastapi_takes_what_is_right(example: Example, folder: Path) -> None:
    if example.program.marks:
        return
    name = example.file.removesuffix(".py").replace("/", ".")
    spec = importlib.util.spec_from_file_location(name, folder / example.file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[name]
