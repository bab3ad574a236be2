"""`--output junit`: the XML that most build servers show as test results, one suite for each file."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from scoped_fastapi_check.diagnostics.escaping import visible, visible_lines
from scoped_fastapi_check.diagnostics.formats.outcome import Outcome, portable

if TYPE_CHECKING:
    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic

__all__ = ["as_junit"]

# What XML 1.0 has no way to say.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME: Final = "scoped-fastapi"


def as_junit(outcome: Outcome) -> str:
    """Return the text to print."""
    reports, failures = outcome.reports, outcome.result.failures
    found = sum(report.code is not None for report in reports)
    errors = len(reports) - found + len(failures)
    top = Element("testsuites", name=_NAME, tests=str(max(found + errors, 1)))
    top.set("failures", str(found))
    top.set("errors", str(errors))
    for path, group in groupby(reports, key=lambda report: portable(report.path)):
        _add_suite(top, path, [_case(report, outcome) for report in group])
    if failures:
        _add_suite(top, _NAME, [_error(_NAME, failure) for failure in failures])
    if not reports and not failures:
        # Some read a file without a test as a broken one.
        _add_suite(top, _NAME, [Element("testcase", name="check", classname=_NAME)])
    indent(top)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(top, encoding="unicode")}'


def _add_suite(top: Element, name: str, cases: list[Element]) -> None:
    suite = SubElement(top, "testsuite", name=_text(name), tests=str(len(cases)))
    for kind, attribute in (("failure", "failures"), ("error", "errors")):
        suite.set(attribute, str(sum(case.find(kind) is not None for case in cases)))
    suite.extend(cases)


def _case(report: Diagnostic, outcome: Outcome) -> Element:
    where = f"{portable(report.path)}:{report.line}"
    if report.code is None:
        return _error(where, report.message)
    column = outcome.places.of(report).column
    case = Element("testcase", name=_text(f"{report.code_name} at line {report.line}"))
    case.set("classname", _text(portable(report.path)))
    failure = SubElement(case, "failure", message=_text(report.message))
    failure.set("type", report.severity)
    # No line begins with what stands in the source: a pipeline may look for commands there.
    notes = [f"note: {note}" for note in report.notes]
    lines = [f"{where}:{column}: {report.message}", *notes]
    failure.text = _text("\n".join(map(visible, lines)))
    return case


def _error(where: str, message: str) -> Element:
    case = Element("testcase", name=_text(where), classname=_NAME)
    SubElement(case, "error", message=_text(visible(message))).set("type", "unchecked")
    return case


def _text(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", visible_lines(text))
