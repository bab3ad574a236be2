"""What a table may say, and how it is told what is wrong with it."""

from __future__ import annotations

import dataclasses
import json
import runpy
import time
import tomllib
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from scoped_fastapi_check.checkers.registry import CHECKERS as REGISTERED
from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.configuration.loading import Tables, read_table
from scoped_fastapi_check.configuration.model import TableModel, schema
from scoped_fastapi_check.configuration.table import (
    CHECKERS,
    CODE_NAMES,
    FIELDS,
    Table,
    plain_table,
)

ROOT = Path(__file__).parents[2]

FULL = {
    "checker": "ty",
    "python": ".venv",
    "select": ["fastapi"],
    "extend-select": ["fastapi-depends-downcast"],
    "ignore": ["fastapi-path"],
    "per-file-ignores": {"tests/**": ["fastapi-override", "fastapi"], "!src/": []},
    "exclude": ["legacy/"],
    "extend-exclude": ["*_pb2.py"],
    "respect-gitignore": False,
    "baseline": "known.json",
    "blocking": ["mylib.Client"],
}


def test_the_keys_of_the_model_are_those_of_the_table() -> None:
    aliases = [field.alias for field in TableModel.model_fields.values()]
    assert aliases == list(FIELDS)
    assert {FIELDS[key] for key in FULL} == {field.name for field in dataclasses.fields(Table)}


def test_all_checkers_can_be_named() -> None:
    assert set(CHECKERS) == set(REGISTERED)


def test_what_is_plainly_right_needs_no_pydantic() -> None:
    table = plain_table(FULL)
    assert table == TableModel.model_validate(FULL).table()
    assert table is not None
    assert table.per_file_ignores == {"tests/**": ("fastapi-override", "fastapi"), "!src/": ()}


def test_an_empty_table_is_as_usual() -> None:
    assert plain_table({}) == Table() == TableModel.model_validate({}).table()


_TEXT = st.one_of(
    st.sampled_from(
        [*sorted(CODE_NAMES), *CHECKERS, "a.b", "tests/**", "!", "/", "\\", "a\\", " "]
    ),
    st.text(max_size=5),
)
_VALUE = st.recursive(
    st.one_of(_TEXT, st.booleans(), st.integers(), st.floats(allow_nan=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_TEXT, inner, max_size=2)),
    max_leaves=6,
)
_KEY = st.one_of(st.sampled_from(list(FIELDS)), st.text(max_size=8))


@settings(deadline=None)
@given(st.dictionaries(_KEY, _VALUE, max_size=4))
def test_what_is_plainly_right_is_right_for_the_model(values: dict[str, object]) -> None:
    table = plain_table(values)
    if table is None:
        return
    assert TableModel.model_validate(values).table() == table


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(list(FIELDS)), _VALUE, max_size=3))
def test_the_schema_takes_what_the_model_takes(values: dict[str, object]) -> None:
    try:
        TableModel.model_validate(values)
    except ValidationError:
        return
    jsonschema.validate(values, json.loads(schema()))


def test_the_schema_in_the_repository_is_current() -> None:
    file = ROOT / "docs" / "scoped-fastapi.schema.json"
    assert file.read_text("utf-8") == schema(), "python tools/write_configuration.py"


def test_the_examples_of_the_model_are_right() -> None:
    for name, field in TableModel.model_fields.items():
        assert field.description, name
        for example in field.examples or []:
            assert plain_table({field.alias or "": example}) is not None, name
        assert field.examples, name


def read(folder: Path, text: str) -> Table | None:
    file = folder / "pyproject.toml"
    file.write_text(text, encoding="utf-8")
    tomllib.loads(text)
    return read_table(file)


def problem(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, text)
    return [line.removeprefix(f"{folder}/") for line in str(caught.value).splitlines()]


HEAD = '[project]\nname = "x"\n\n[tool.scoped-fastapi]\n'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            'selct = ["fastapi-path"]',
            5,
            'unknown key "selct" in [tool.scoped-fastapi]; did you mean "select"?',
        ),
        (
            'extend_select = ["fastapi-path"]',
            5,
            'unknown key "extend_select" in [tool.scoped-fastapi]; did you mean "extend-select"?',
        ),
        (
            'python = ".venv"\nchecker = "mypi"',
            6,
            'checker: there is no checker "mypi"; did you mean "mypy"?',
        ),
        (
            'ignore = [\n  "fastapi-path",\n  # which?\n  "fastapi-pth",\n]',
            8,
            'ignore: there is no code "fastapi-pth"; did you mean "fastapi-path"?',
        ),
        (
            "select = 'fastapi-path'",
            5,
            "select has to be a list of strings",
        ),
        ("select = [1]", 5, "an entry of select has to be a string"),
        ("respect-gitignore = 'no'", 5, "respect-gitignore has to be true or false"),
        ("respect-gitignore = 0", 5, "respect-gitignore has to be true or false"),
        ("baseline = ''", 5, "baseline has to be a string that is not empty"),
        (
            "[tool.scoped-fastapi.per-file-ignores]\n'a' = ['fastapi']\n'b' = ['fastapi-nobody']",
            7,
            'per-file-ignores."b": there is no code "fastapi-nobody"; did you mean "fastapi-no-body"?',
        ),
        (
            "per-file-ignores = { 'a' = 'fastapi' }",
            5,
            'per-file-ignores."a" has to be a list of strings',
        ),
        (
            "per-file-ignores = ['a']",
            5,
            "per-file-ignores has to be a table of patterns and their codes",
        ),
        ("exclude = ['a', '!']", 5, 'exclude: "!" is not a pattern'),
        ("blocking = ['a b']", 5, 'blocking: "a b" is not the full name of a class or function'),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, message: str
) -> None:
    assert problem(tmp_path, f"{HEAD}{text}\n") == [f"pyproject.toml:{line}: {message}"]


def test_all_that_is_wrong_is_told_in_order(tmp_path: Path) -> None:
    text = f"{HEAD}slect = []\nchecker = 3\n\n[tool.other]\nselect = 1\n"
    first, second = problem(tmp_path, text)
    assert first.startswith("pyproject.toml:5: unknown key")
    assert second == "pyproject.toml:6: checker has to be a string"


def test_a_table_that_is_none(tmp_path: Path) -> None:
    assert problem(tmp_path, "[tool]\nscoped-fastapi = 3\n") == [
        "pyproject.toml:2: [tool.scoped-fastapi] has to be a table"
    ]


@pytest.mark.parametrize(
    "name", ["scoped_fastapi", "scopedfastapi", "scoped-fast-api", "scoped-fastapi-check"]
)
def test_a_table_of_another_name(tmp_path: Path, name: str) -> None:
    assert problem(tmp_path, f"x = 1\n[tool.{name}]\nselect = []\n") == [
        f'pyproject.toml:2: the table is called "[tool.scoped-fastapi]", not "[tool.{name}]"'
    ]


def test_a_file_that_is_no_toml(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool.scoped-fastapi]\nselect = [\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml is not TOML: "):
        read_table(file)
    # One that does not speak of us is nobody's business here.
    file.write_text("[tool.other]\nselect = [\n", encoding="utf-8")
    assert read_table(file) is None


def test_the_nearest_file_that_has_a_table(tmp_path: Path) -> None:
    inner = tmp_path / "packages" / "shop" / "src"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text("[tool.scoped-fastapi]\n", encoding="utf-8")
    (inner.parent / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    tables = Tables()
    found = tables.of(inner)
    assert found is not None
    assert found.file == tmp_path / "pyproject.toml"
    assert tables.of(inner.parent) is found
    (inner / "pyproject.toml").write_text("[tool.scoped-fastapi]\nignore = []\n", encoding="utf-8")
    nearest = Tables().of(inner)
    assert nearest is not None
    assert nearest.folder == inner


def test_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_bytes(b'\xef\xbb\xbf[tool.scoped-fastapi]\r\nchecker = "ty"\r\n')
    assert read_table(file) == Table(checker="ty")


def test_the_page_is_made_from_the_model() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    page = runpy.run_path(str(ROOT / "tools" / "write_configuration.py"))["page"]
    assert page(text) == text, "python tools/write_configuration.py"
    for key in FIELDS:
        assert f"`{key}`" in text


@pytest.mark.parametrize(
    "text",
    [
        "select = [" + '"a", ' * 50_000 + "]",
        "select = [" + "1, " * 50_000 + "]",
        "select = [" + ",\n".join(f'"x{number}"' for number in range(3_000)) + "]",
        "\n".join(f"x{number} = 1" for number in range(3_000)),
        "#\n" * 20_000 + "nope = 1",
        f'select = ["{"fastapi-" * 50_000}"]',
    ],
    ids=["codes", "numbers", "lines", "keys", "a line far down", "a long code"],
)
def test_many_mistakes_do_not_take_for_ever(tmp_path: Path, text: str) -> None:
    """Twenty of them are told, with their lines."""
    file = tmp_path / "pyproject.toml"
    file.write_text(f"[tool.scoped-fastapi]\n{text}\n")
    begun = time.process_time()
    with pytest.raises(ConfigurationError) as told:
        read_table(file)
    lines = str(told.value).splitlines()
    assert len(lines) <= 21
    assert text.startswith(("#", f'select = ["{"fastapi-" * 9}')) or "more mistakes" in lines[-1]
    assert time.process_time() - begun < 10


def test_the_line_of_a_key_that_others_have_too(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(
        '[tool.ruff]\nselect = ["nope"]\n\n[tool.scoped-fastapi]\nselect = [\n  "nope",\n]\n'
    )
    with pytest.raises(ConfigurationError, match=r":6: select: there is no code"):
        read_table(file)
