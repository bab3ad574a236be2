"""The README says what the pages say."""

from __future__ import annotations

from scoped_fastapi_check.diagnostics.codes import CODES

from .pages import DOCS, ROOT, blocks

README = " ".join((ROOT / "README.md").read_text("utf-8").split())


def rows() -> list[list[str]]:
    """The cells of the table of well-known applications, by row."""
    lines = (DOCS / "applications.md").read_text("utf-8").splitlines()
    table = [line for line in lines if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    end = next(number for number, row in enumerate(cells) if row[0] == "place")
    return cells[2:end]


def test_the_numbers_of_well_known_applications() -> None:
    found = rows()
    routes, dependencies = (sum(int(row[column]) for row in found) for column in (4, 5))
    reports = sum(
        int(part.split()[0]) for row in found if row[7] != "none" for part in row[7].split(",")
    )
    assert len(found) == 9
    assert f"with {routes} routes and {dependencies} dependencies there were {reports} " in README
    assert {row[8] for row in found} == {"0"}, "none is false"


def test_the_number_of_rules() -> None:
    assert f"[{len(CODES)} rules](docs/rules.md)" in README


def test_the_line_to_try_it_stands_before_everything_else() -> None:
    assert README.index("uvx --from 'scoped-fastapi[check]' scoped-fastapi check") < 500


def test_the_first_block_is_two_commands() -> None:
    """The first does the main job, the second runs the tests."""
    first, second = blocks(ROOT / "README.md")[0].text.splitlines()
    assert "scoped-fastapi check" in first
    assert "pytest" in second
