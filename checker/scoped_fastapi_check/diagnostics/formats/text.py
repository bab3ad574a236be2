"""`--output text` and `concise`: what people read, the same in a pipe and on a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from scoped_fastapi_check.diagnostics.codes import CODES_BY_NAME
from scoped_fastapi_check.diagnostics.escaping import visible
from scoped_fastapi_check.diagnostics.formats.folding import folded
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome, displayed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.diagnostics.locations import Place
    from scoped_fastapi_check.diagnostics.skipped import Skipped

# Lines of further places than these are not listed.
_MAX_LINES: Final = 12

__all__ = ["concise_lines", "extra_lines", "fixes_hint", "full_lines", "source_lines", "summary"]


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
            yield Text.assemble((f" {margin} = note: ", "bold blue"), visible(note))
        for related in report.related:
            seen = visible(f"{displayed(related.path)}:{related.line}: {related.message}")
            yield Text.assemble((f" {margin} = see: ", "bold blue"), seen)
        if each.lines:
            yield Text.assemble((f" {margin} = note: ", "bold blue"), _more_places(each.lines))
        yield Text()


def _fixable(outcome: Outcome, code: str) -> str:
    safe, unsafe = (outcome.fixable(code, is_safe=is_safe) for is_safe in (True, False))
    if not unsafe:
        return f" ({safe} fixable)" if safe else ""
    return f" ({f'{safe} fixable, {unsafe} more' if safe else f'{unsafe} fixable'} with --unsafe-fixes)"


def fixes_hint(outcome: Outcome) -> str:
    """Which options would fix how much; empty where none would."""
    safe, unsafe = (
        sum(outcome.fixable(code, is_safe=is_safe) for code in outcome.statistics)
        for is_safe in (True, False)
    )
    if not safe:
        return f"--fix --unsafe-fixes fixes {unsafe} of them" if unsafe else ""
    return f"--fix fixes {safe} of them" + (f", --unsafe-fixes {unsafe} more" if unsafe else "")


def extra_lines(
    outcome: Outcome, *, statistics: bool, show_skipped: bool = False
) -> Iterator[Text]:
    """What is not about one finding: how often which code is, what was left out, what is gone."""
    if statistics and outcome.statistics:
        width = max(len(str(count)) for count in outcome.statistics.values())
        widest = max(map(len, outcome.statistics))
        for name, count in outcome.statistics.items():
            code = CODES_BY_NAME.get(name)
            line = Text(f"{count:>{width}}  ").append_text(_code(name))
            line.append(f"{' ' * (widest - len(name))}  {code.description if code else ''}")
            yield line.append(_fixable(outcome, name))
    if show_skipped:
        yield from map(_skipped_line, outcome.result.skipped)
    for compared in outcome.compared:
        gone = compared.comparison.gone
        if not gone:
            continue
        for identity, count in gone.items():
            times = f" ({count} times)" if count > 1 else ""
            yield Text.assemble(("gone", "bold green"), f": {visible(str(identity))}{times}")
        are = "is" if gone.total() == 1 else "are"
        yield Text(
            f"{counted(gone.total(), 'error')} of {visible(displayed(compared.baseline.file))} {are} gone: "
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
        unchecked = {report.path for report in result.unchecked}
        checked += f"; {counted(len(unchecked), 'file')} not checked"
    elif result.failures:
        checked += "; not everything was checked"
    checked += "".join(f"; {text}" for text in _left_out(outcome))
    new = ""
    if outcome.compared:
        new = "new "
        checked += f"; {counted(outcome.known, 'error')} known"
    if not reports:
        return Text(f"No {new}errors ({checked}).", _good(outcome))
    files = len({report.path for report in reports})
    shown = folded(reports) if is_folded else reports
    more = len(reports) - len(shown)
    places = f" and {counted(more, 'more place')}" if more else ""
    numbers = Counter(report.severity for report in reports)
    numbers["error"] -= more
    found = " and ".join(
        counted(numbers[severity], f"{new}{severity}")
        for severity in ("error", "warning")
        if numbers[severity]
    )
    return Text(f"Found {found}{places} in {counted(files, 'file')} ({checked}).", "bold red")


def _left_out(outcome: Outcome) -> Iterator[str]:
    """What was left out on purpose, in a few words."""
    files = [one for one in outcome.result.skipped if one.kind == "files" and one.count]
    unread = sum(one.kind == "files" and not one.count for one in outcome.result.skipped)
    if files:
        reasons = ", ".join(dict.fromkeys(one.reason for one in files))
        count = sum(one.count for one in files)
        yield f"{counted(count, 'file')} with FastAPI kept out by {reasons}"
    if unread:
        yield f"{counted(unread, 'folder')} not looked into"
    packages = sum(one.kind == "package" for one in outcome.result.skipped)
    if packages:
        yield f"{counted(packages, 'package')} not installed"
    silent = sum(one.kind == "silenced" for one in outcome.result.skipped)
    if silent:
        yield f"{counted(silent, 'file')} silenced as a whole"
    routes = sum(one.kind == "registration" for one in outcome.result.skipped)
    if routes:
        yield f"{counted(routes, 'registration')} not followed: --show-skipped lists them"


def _skipped_line(skipped: Skipped) -> Text:
    what = visible(skipped.name if skipped.path is None else displayed(skipped.path))
    if skipped.line is not None:
        what += f":{skipped.line}"
    count = f" ({counted(skipped.count, 'file')} with FastAPI)" if skipped.count > 1 else ""
    return Text.assemble(("skipped", "bold blue"), f": {what}{count}: {skipped.reason}")


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
        (f"{visible(displayed(report.path))}:{report.line}:{column}", "bold"),
        ": ",
        (report.severity, "bold red" if report.severity == "error" else "bold yellow"),
        f": {visible(report.message)}",
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
    shown = _shown(place.text.rstrip())
    start = cell_len(_shown(before))
    width = max(cell_len(_shown(before + place.source)) - start, 1)
    yield Text(f" {margin} |", bar)
    yield Text.assemble((f" {place.line} | ", bar), shown)
    yield Text.assemble((f" {margin} | ", bar), " " * start, ("^" * width, "bold red"))


def _shown(text: str) -> str:
    """A line of the source, or the beginning of one, as it appears on the terminal."""
    return visible(text.expandtabs(4), getattr(sys.stdout, "encoding", None) or "utf-8")
