"""`scoped-fastapi check`: its options, and what becomes of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from scoped_fastapi_check.check import TROUBLES, Request, Result, check, groups_of
from scoped_fastapi_check.checkers.memory import parsed_size
from scoped_fastapi_check.cli.changed_lines import ChangedLines, RevisionError, check_revision
from scoped_fastapi_check.cli.console import Terminal
from scoped_fastapi_check.cli.exit_status import CLEAN, FINDINGS, TROUBLE
from scoped_fastapi_check.configuration.settings import Options
from scoped_fastapi_check.configuration.table import CHECKERS
from scoped_fastapi_check.diagnostics.baseline import BaselineError, read_baseline
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome
from scoped_fastapi_check.diagnostics.formats.output import (
    FOR_PEOPLE,
    FORMATS,
    Style,
    write_outcome,
)
from scoped_fastapi_check.diagnostics.formats.output_file import OutputFileError
from scoped_fastapi_check.diagnostics.selection import Layer, UnknownCodeError, read_codes
from scoped_fastapi_check.project.display import displayed
from scoped_fastapi_check.project.files import NoFilesError

__all__ = ["check_command"]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

_TROUBLES = (*TROUBLES, BaselineError, OutputFileError, RevisionError)


def _codes(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    try:
        return read_codes(values)
    except UnknownCodeError as error:
        raise click.BadParameter(str(error)) from error


def _size(_context: click.Context, _parameter: click.Parameter, value: str | None) -> int | None:
    try:
        return None if value is None else parsed_size(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@dataclass(frozen=True)
class _Wanted:
    """What becomes of what was found."""

    style: Style
    since: str | None
    update_baseline: bool

    def outcome(self, result: Result, terminal: Terminal) -> Outcome:
        """What is reported; raises `BaselineError` and `RevisionError`."""
        outcome = Outcome.of(result).compared_with_baselines(
            terminal.warn, update=self.update_baseline
        )
        if self.since is not None:
            paths = (finding.path for finding in outcome.findings)
            changed = ChangedLines(self.since, outcome.places, paths)
            outcome = outcome.only(changed.hold)
        return outcome


_SELECTION = (
    click.option(
        "--select",
        multiple=True,
        metavar="CODES",
        callback=_codes,
        help="Report these codes only, separated by commas; fastapi is all of them.",
    ),
    click.option(
        "--extend-select", multiple=True, metavar="CODES", callback=_codes, help="These codes, too."
    ),
    click.option(
        "--ignore", multiple=True, metavar="CODES", callback=_codes, help="Not these codes."
    ),
)
_CONFIGURATION = (
    click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Read the table [tool.scoped-fastapi] of this file, and of no other.",
    ),
    click.option("--isolated", is_flag=True, help="Read no table at all."),
    click.option("--show-settings", is_flag=True, help="Print what holds, and check nothing."),
)
_OUTPUT = (
    click.option(
        "--output",
        type=click.Choice(FORMATS),
        default=FORMATS[0],
        show_default=True,
        help="How results are written.",
    ),
    click.option(
        "--output-file",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write them to FILE; the summary still goes to the terminal.",
    ),
    click.option("--statistics", is_flag=True, help="Count the findings of each code, too."),
    click.option("--show-skipped", is_flag=True, help="List what was left out, and why."),
    click.option(
        "--exit-zero", is_flag=True, help="Exit with status 0 even if there are findings."
    ),
)
_WHAT_IS_NEW = (
    click.option(
        "--baseline",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Report only what is not in FILE.",
    ),
    click.option("--update-baseline", is_flag=True, help="Write today's findings to the baseline."),
    click.option("--no-baseline", is_flag=True, help="Compare with no baseline."),
    click.option(
        "--since",
        metavar="REV",
        help="Report only what stands on lines that have changed since REV of git.",
    ),
)

_FIXES = (
    click.option("--fix", is_flag=True, help="Apply the fixes that change nothing that works."),
    click.option("--unsafe-fixes", is_flag=True, help="The others, too, with --fix or --diff."),
    click.option("--diff", is_flag=True, help="Print what --fix would change, and write nothing."),
)


def _with(options: tuple[Callable[[CommandT], CommandT], ...]) -> Callable[[CommandT], CommandT]:
    """Add options to a command, in this order."""

    def add(command: CommandT) -> CommandT:
        for option in reversed(options):
            command = option(command)
        return command

    return add


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--checker",
    type=click.Choice(CHECKERS),
    help="The type checker whose types are asked for; without it, the one that the project configures or has.",
)
@click.option(
    "--python",
    metavar="PATH",
    help="The environment of the application: its folder or its interpreter. It is read, not run.",
)
@click.option(
    "--trust",
    is_flag=True,
    help="Start the checker that is installed in the project's own environment, before any other.",
)
@_with(_SELECTION)
@_with(_CONFIGURATION)
@_with(_OUTPUT)
@_with(_WHAT_IS_NEW)
@_with(_FIXES)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up on a checker that says nothing for so long.",
)
@click.option(
    "--memory-limit",
    metavar="SIZE",
    callback=_size,
    help="End a checker that takes more memory than, say, 4GB; by default half of the machine's, at "
    "most 8 GB.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@click.option(
    "--preserve-watch-output", is_flag=True, help="Do not clear the terminal before each check."
)
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
def check_command(
    paths: tuple[str, ...],
    checker: str | None,
    python: str | None,
    trust: bool,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    config: Path | None,
    isolated: bool,
    show_settings: bool,
    output: str,
    output_file: Path | None,
    statistics: bool,
    show_skipped: bool,
    exit_zero: bool,
    baseline: Path | None,
    update_baseline: bool,
    no_baseline: bool,
    since: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    timeout: float | None,
    memory_limit: int | None,
    watch: bool,
    preserve_watch_output: bool,
    no_cache: bool,
) -> None:
    """Check the routes and dependencies of FastAPI applications.

    PATH is a file or a folder; without one, the current folder is checked.

    The exit status is 0 if all is well, 1 if there are findings, and 2 if something could not be
    checked.
    """
    _refuse(config is not None and isolated, "--config and --isolated exclude each other")
    _refuse(no_baseline and baseline is not None, "--no-baseline and --baseline exclude each other")
    _refuse(
        no_baseline and update_baseline, "--no-baseline and --update-baseline exclude each other"
    )
    _refuse(update_baseline and watch, "--watch does not write a baseline")
    _refuse(watch and output not in FOR_PEOPLE, "--watch shows results as text")
    _refuse(watch and output_file is not None, "--watch writes no file")
    _refuse(fix and diff, "--fix and --diff exclude each other")
    _refuse(watch and (fix or diff), "--watch fixes nothing")
    _refuse(update_baseline and (fix or diff), "--update-baseline fixes nothing")
    _refuse(unsafe_fixes and not (fix or diff), "--unsafe-fixes needs --fix or --diff")
    codes = Layer(select or None, extend_select, ignore)
    options = Options(checker, python, codes, config, isolated, baseline, no_baseline, trust)
    request = Request(
        paths or (".",),
        options,
        use_cache=not no_cache,
        timeout=timeout,
        memory_limit=memory_limit,
    )
    style = Style(output, output_file, statistics=statistics, show_skipped=show_skipped)
    wanted = _Wanted(style, since, update_baseline)
    terminal = Terminal()
    try:
        if show_settings:
            from scoped_fastapi_check.cli.show_settings import settings_lines

            terminal.show(settings_lines(request))
            sys.exit(CLEAN)
        if since is not None:
            check_revision(since, request.paths)
        if watch:
            _watch(request, terminal, wanted, clear=not preserve_watch_output)
        if baseline is not None:
            # Before it takes its time: what is wrong with the file is wrong at once.
            read_baseline(baseline, may_be_new=update_baseline)
        elif update_baseline:
            _refuse_update_without_baseline(request)
        if fix:
            _fix(request, terminal, wanted, unsafe=unsafe_fixes, exit_zero=exit_zero)
        with terminal.working():
            result = check(request, terminal)
        if not any(group.settings.selection.codes for group in result.groups):
            terminal.warn("no code is on, so nothing was looked for: see --show-settings")
        outcome = wanted.outcome(result, terminal)
        if diff:
            _show_diff(outcome, terminal, unsafe=unsafe_fixes, exit_zero=exit_zero)
        write_outcome(outcome, style, terminal)
    except _TROUBLES as error:
        _fail(error, terminal)
    if not outcome.result.is_complete:
        sys.exit(TROUBLE)
    sys.exit(FINDINGS if outcome.findings and not exit_zero else CLEAN)


def _fix(
    request: Request, terminal: Terminal, wanted: _Wanted, *, unsafe: bool, exit_zero: bool
) -> NoReturn:
    from scoped_fastapi_check.cli.fixing import fix_all

    with terminal.working():
        fixed = fix_all(
            request, terminal, lambda result: wanted.outcome(result, terminal), unsafe=unsafe
        )
    write_outcome(fixed.outcome, wanted.style, terminal)
    terminal.say(fixed.summary)
    for problem in fixed.problems:
        terminal.fail(problem)
    if fixed.problems or not fixed.outcome.result.is_complete:
        sys.exit(TROUBLE)
    sys.exit(FINDINGS if fixed.outcome.findings and not exit_zero else CLEAN)


def _show_diff(outcome: Outcome, terminal: Terminal, *, unsafe: bool, exit_zero: bool) -> NoReturn:
    from scoped_fastapi_check.cli.fixing import diff_of

    text = diff_of(outcome, unsafe=unsafe)
    terminal.write(text.rstrip("\n"))
    # Nothing but the difference goes to stdout; why the status is 2 has to be said all the same.
    for one in outcome.result.unchecked:
        terminal.fail(f"{displayed(one.path)}:{one.line}:{one.column}: {one.message}")
    for failure in outcome.result.failures:
        terminal.fail(failure)
    if not outcome.result.is_complete:
        sys.exit(TROUBLE)
    sys.exit(FINDINGS if text and not exit_zero else CLEAN)


def _fail(error: Exception, terminal: Terminal) -> NoReturn:
    for line in str(error).splitlines():
        terminal.fail(line)
    sys.exit(TROUBLE)


def _refuse(is_wrong: bool, reason: str) -> None:
    if is_wrong:
        raise click.UsageError(reason)


def _refuse_update_without_baseline(request: Request) -> None:
    try:
        groups, _ = groups_of(request)
    except NoFilesError:
        groups = []
    _refuse(
        all(group.settings.baseline is None for group in groups) and not request.options.baseline,
        "--update-baseline needs --baseline FILE, or baseline in [tool.scoped-fastapi]",
    )


def _watch(request: Request, terminal: Terminal, wanted: _Wanted, *, clear: bool) -> NoReturn:
    try:
        # Needed here only, and slow to import.
        from scoped_fastapi_check.cli.watch import watch_and_check
    except ModuleNotFoundError as error:
        if error.name != "watchfiles":
            raise
        terminal.fail("watchfiles is not installed; run: pip install 'scoped-fastapi[check]'")
        sys.exit(TROUBLE)

    def show(result: Result) -> None:
        outcome = wanted.outcome(result, terminal)
        write_outcome(outcome, wanted.style, terminal)

    try:
        watch_and_check(request, terminal, show, clear=clear)
    except _TROUBLES as error:
        _fail(error, terminal)
    sys.exit(TROUBLE)
