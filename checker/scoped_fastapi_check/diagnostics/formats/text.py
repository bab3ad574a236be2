"""`--output text` and `concise`: what people read, the same in a pipe and on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.control import strip_control_codes
from rich.style import Style
from rich.text import Text

from scoped_fastapi_check.diagnostics.codes import CODES_BY_NAME
from scoped_fastapi_check.diagnostics.formats.folding import folded
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome, displayed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.diagnostics.locations import Place

# Lines of further places than these are not listed.
_MAX_LINES: Final = 12

__all__ = ["concise_lines", "extra_lines", "full_lines", "source_lines", "summary"]


def concise_lines(outcome: Outcome) -> Iterator[Text]:
    """One line for each report."""
    for report in outcome.reports:
        yield _headline(report, outcome)


def full_lines(outcome: Outcome) -> Iterator[Text]:
    """Each report with its line of the source and its notes."""
    for each in folded(outcome.reports):
        report = each.first
        yield _headline(report, outcome)
        if report.code is None:
            continue
        place = outcome.places.of(report)
        margin = " " * len(str(place.line))
        if place.text:
            yield from source_lines(place)
        for note in report.notes:
            yield Text.assemble((f" {margin} = note: ", "bold blue"), note)
        for related in report.related:
            where = f"{displayed(related.path)}:{related.line}"
            yield Text.assemble((f" {margin} = see: ", "bold blue"), f"{where}: {related.message}")
        if each.lines:
            yield Text.assemble((f" {margin} = note: ", "bold blue"), _more_places(each.lines))
        yield Text()


def extra_lines(outcome: Outcome, *, statistics: bool) -> Iterator[Text]:
    """What is not about one finding: what is gone from the baseline, how often which code is."""
    if statistics and outcome.statistics:
        width = max(len(str(count)) for count in outcome.statistics.values())
        widest = max(map(len, outcome.statistics))
        for name, count in outcome.statistics.items():
            code = CODES_BY_NAME.get(name)
            line = Text(f"{count:>{width}}  ").append_text(_code(name))
            yield line.append(f"{' ' * (widest - len(name))}  {code.description if code else ''}")
    if outcome.baseline and outcome.comparison and outcome.comparison.gone:
        gone = outcome.comparison.gone
        for identity, count in gone.items():
            times = f" ({count} times)" if count > 1 else ""
            yield Text.assemble(("gone", "bold green"), f": {identity}{times}")
        are = "is" if gone.total() == 1 else "are"
        yield Text(
            f"{counted(gone.total(), 'error')} of {displayed(outcome.baseline.file)} {are} gone: "
            "write it anew with --update-baseline"
        )


def summary(outcome: Outcome, *, is_folded: bool = False) -> Text:
    """Say everything in one line; what the text folds, counts once."""
    result, reports = outcome.result, outcome.reports
    checked = (
        f"checked {counted(result.files, 'file')}: "
        f"{counted(result.routes, 'route')}, {counted(result.dependencies, 'dependency')}"
    )
    if result.unchecked:
        checked += f"; {counted(len(result.unchecked), 'file')} not checked"
    elif result.failures:
        checked += "; not everything was checked"
    new = ""
    if outcome.comparison is not None:
        new = "new "
        checked += f"; {counted(outcome.comparison.known, 'error')} known"
    if not reports:
        return Text(f"No {new}errors ({checked}).", _good(outcome))
    files = len({report.path for report in reports})
    shown = folded(reports) if is_folded else reports
    more = len(reports) - len(shown)
    places = f" and {counted(more, 'more place')}" if more else ""
    found = f"{counted(len(shown), f'{new}error')}{places} in {counted(files, 'file')}"
    return Text(f"Found {found} ({checked}).", "bold red")


def _more_places(lines: Sequence[int]) -> str:
    """Say where else the same cause has been found, as far as it fits on a line."""
    shown = ", ".join(map(str, lines[:_MAX_LINES]))
    rest = ", ..." if len(lines) > _MAX_LINES else ""
    word = "line" if len(lines) == 1 else "lines"
    return f"and {counted(len(lines), 'more place')}, {word} {shown}{rest}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 dependency" or "2 dependencies"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def _good(outcome: Outcome) -> str:
    return "bold green" if outcome.result.is_complete else "bold yellow"


def _headline(report: Diagnostic, outcome: Outcome) -> Text:
    column = report.column if report.code is None else outcome.places.of(report).column
    line = Text.assemble(
        (f"{displayed(report.path)}:{report.line}:{column}", "bold"),
        ": ",
        (report.severity, "bold red"),
        f": {report.message}",
    )
    if report.code:
        line.append("  [").append_text(_code(report.code.name)).append("]")
    return line


def _code(name: str) -> Text:
    code = CODES_BY_NAME.get(name)
    return Text(name, Style(color="yellow", link=code.url if code else None))


def source_lines(place: Place) -> Iterator[Text]:
    """Show the line of a place, and underline what the place covers of it."""
    margin = " " * len(str(place.line))
    bar = "bold blue"
    before = place.text[: place.column - 1]
    shown = strip_control_codes(place.text.expandtabs(4)).rstrip()
    start = _width(before)
    width = max(_width(before + place.source) - start, 1)
    yield Text(f" {margin} |", bar)
    yield Text.assemble((f" {place.line} | ", bar), shown)
    yield Text.assemble((f" {margin} | ", bar), " " * start, ("^" * width, "bold red"))


def _width(text: str) -> int:
    return cell_len(strip_control_codes(text.expandtabs(4)))
