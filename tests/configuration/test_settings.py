"""What holds for a file: the command line, the nearest table, what is usual."""

from __future__ import annotations

from pathlib import Path

import pytest
from scoped_fastapi_check.configuration.errors import ConfigurationError
from scoped_fastapi_check.configuration.settings import Configuration, Options
from scoped_fastapi_check.diagnostics.codes import CODES
from scoped_fastapi_check.diagnostics.selection import DEFAULT, Layer, Selection, selected
from scoped_fastapi_check.diagnostics.suppressions import Silenced

from .projects import DEPENDS, DOWNCAST, NO_BODY

ALL = {code.name for code in CODES}


def layer(select: str | None = None, extend: str = "", ignore: str = "") -> Layer:
    return Layer(None if select is None else select.split(), extend.split(), ignore.split())


@pytest.mark.parametrize(
    ("layers", "on"),
    [
        ([], DEFAULT),
        ([layer(NO_BODY)], {NO_BODY}),
        ([layer("")], set[str]()),
        ([layer("fastapi")], ALL),
        ([layer(None, DOWNCAST)], DEFAULT | {DOWNCAST}),
        ([layer(None, "", NO_BODY)], DEFAULT - {NO_BODY}),
        ([layer(NO_BODY, DOWNCAST, NO_BODY)], {DOWNCAST}),
        # What names a code itself wins over what names all of them.
        ([layer(None, NO_BODY, "fastapi")], {NO_BODY}),
        ([layer("fastapi", "", DOWNCAST)], ALL - {DOWNCAST}),
        # The command line comes after the table.
        ([layer(NO_BODY), layer(DEPENDS)], {DEPENDS}),
        ([layer(None, "", NO_BODY), layer(NO_BODY)], {NO_BODY}),
        ([layer(NO_BODY), layer(None, DEPENDS)], {NO_BODY, DEPENDS}),
        ([layer(NO_BODY), layer(None, "", NO_BODY)], set[str]()),
        ([layer(None, "", NO_BODY), layer(None, NO_BODY)], DEFAULT),
    ],
)
def test_which_codes_are_on(layers: list[Layer], on: set[str]) -> None:
    assert selected(*layers) == on


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "pyproject.toml"
    file.write_text(f"[tool.scoped-fastapi]\n{text}\n", encoding="utf-8")
    return file


def test_codes_of_some_files(tmp_path: Path) -> None:
    write(
        tmp_path,
        "[tool.scoped-fastapi.per-file-ignores]\n"
        f"'tests/**' = ['{NO_BODY}']\n'test_*.py' = ['{DEPENDS}']\n'!src/' = ['{DOWNCAST}']\n"
        "'scripts' = ['fastapi']",
    )
    selection = Configuration(Options(codes=layer("fastapi"))).of(tmp_path).selection

    def off(name: str) -> set[str]:
        return ALL - selection.of(tmp_path / name)

    assert off("src/app.py") == set()
    assert off("app.py") == {DOWNCAST}
    assert off("tests/deep/app.py") == {NO_BODY, DOWNCAST}
    assert off("src/test_app.py") == {DEPENDS}
    assert off("scripts/run.py") == ALL
    # From the folder of the file, and of no other.
    assert off("packages/tests/app.py") == {DOWNCAST}


@pytest.mark.parametrize(
    ("comment", "codes", "on"),
    [
        ("", None, DEFAULT),
        (f"# mypy: enable-error-code={DOWNCAST}", None, DEFAULT | {DOWNCAST}),
        (f'# mypy: enable-error-code="{DOWNCAST}, x"', None, DEFAULT | {DOWNCAST, "x"}),
        (f"# mypy: disable_error_code={NO_BODY}", None, DEFAULT - {NO_BODY}),
        ("# mypy: disable-error-code=fastapi", None, set[str]()),
        (f"# mypy: enable-error-code={DOWNCAST}", layer(NO_BODY), {NO_BODY}),
        (f"# mypy: enable-error-code={DOWNCAST}", layer(None, "", DOWNCAST), DEFAULT),
    ],
)
def test_comments_win_over_a_table_and_not_over_the_command(
    tmp_path: Path, comment: str, codes: Layer | None, on: set[str]
) -> None:
    write(tmp_path, f"ignore = ['{DOWNCAST}']")
    options = Options(codes=codes or Layer())
    selection = Configuration(options).of(tmp_path).selection
    assert selection.on(tmp_path / "app.py", Silenced(comment)) == on


def test_the_command_line_wins(tmp_path: Path) -> None:
    write(tmp_path, "checker = 'ty'\npython = '.venv'\nbaseline = 'known.json'")
    (tmp_path / ".venv").mkdir()
    settings = Configuration().of(tmp_path)
    assert settings.checker == "ty"
    assert settings.python == str(tmp_path / ".venv")
    assert settings.baseline == tmp_path / "known.json"
    options = Options("mypy", "python3.12", baseline=Path("other.json"))
    settings = Configuration(options).of(tmp_path)
    assert (settings.checker, settings.python) == ("mypy", "python3.12")
    assert settings.baseline == Path("other.json")
    assert Configuration(Options(no_baseline=True)).of(tmp_path).baseline is None


def test_paths_are_relative_to_the_file_that_names_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a", "python = '../env'\nbaseline = 'b/known.json'")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "a" / "src").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    settings = Configuration().of(tmp_path / "a" / "src")
    assert settings.baseline == tmp_path / "a" / "b" / "known.json"
    assert Path(settings.python or "").resolve() == tmp_path / "env"
    # A word that is no folder there may be the name of a program.
    write(tmp_path / "b", "python = 'python3.12'")
    assert Configuration().of(tmp_path / "b").python == "python3.12"


def test_files_are_grouped_by_their_tables(tmp_path: Path) -> None:
    top = write(tmp_path, f"select = ['{NO_BODY}']")
    shop = write(tmp_path / "packages" / "shop", f"select = ['{DEPENDS}']")
    blog = tmp_path / "packages" / "blog"
    blog.mkdir()
    (blog / "pyproject.toml").write_text("[project]\nname = 'blog'\n", encoding="utf-8")
    files = [tmp_path / "app.py", shop.parent / "src" / "a.py", blog / "b.py", tmp_path / "c.py"]
    (shop.parent / "src").mkdir()
    first, second = Configuration().groups(files)
    assert first.settings.file == top
    assert first.files == (files[0], files[2], files[3])
    assert second.settings.file == shop
    assert second.files == (files[1],)
    assert second.settings.selection == Selection(frozenset({DEPENDS}))
    (alone,) = Configuration(Options(isolated=True)).groups(files)
    assert alone.settings.selection == Selection()
    (named,) = Configuration(Options(config=shop)).groups(files)
    assert named.settings.selection.codes == {DEPENDS}


def test_a_file_that_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"there is no file .*missing\.toml"):
        Configuration(Options(config=tmp_path / "missing.toml"))
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"has no table \[tool\.scoped-fastapi\]"):
        Configuration(Options(config=tmp_path / "pyproject.toml"))
