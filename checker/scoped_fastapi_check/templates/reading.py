"""Reads the calls of `url_for` in a template with our own jinja2, which parses and runs nothing.

jinja2 is an extra: where it is not installed, templates are not looked at.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.diagnostics.ignore_comments import (
    IgnoreComment,
    IgnoreComments,
    listed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import nodes

__all__ = ["UrlCall", "can_read", "ignore_comments", "is_readable", "url_calls"]

WORD: Final = "url_for"
_EXTENSIONS: Final = ("jinja2.ext.do", "jinja2.ext.i18n", "jinja2.ext.loopcontrols")
# Those of Jinja, as its own lexer has them.
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_IGNORE: Final = re.compile(
    r"""(?P<text> \{\#[-+]? \s* scoped-fastapi: \s* ignore (?P<file>-file)? (?![\w-])
    (?: \s* \[ (?P<codes>[^\]\#]*) (?P<end>\])? )? ) (?P<closing> [^\n\r]*? [-+]?\#\})""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class UrlCall:
    """A call of `url_for`; `parameters` is None where there may be more than those in sight.

    Lines and columns count from 1, columns in bytes of UTF-8.
    """

    line: int
    column: int
    name: str
    parameters: tuple[str, ...] | None


def can_read() -> bool:
    """Whether jinja2 is there."""
    try:
        importlib.import_module("jinja2")
    except ImportError:
        return False
    return True


def is_readable(text: str) -> bool:
    """Whether a text is a template, as far as that can be told."""
    return not can_read() or _parsed(text) is not None


def _parsed(text: str) -> nodes.Template | None:
    from jinja2 import Environment, TemplateError

    try:
        return Environment(extensions=_EXTENSIONS).parse(text)
    except (TemplateError, RecursionError, MemoryError, ValueError):
        return None


def url_calls(text: str) -> list[UrlCall] | None:
    """The calls of a template that name a route; None where the template is not one that we can read."""
    from jinja2 import nodes

    if WORD not in text:
        return []
    template = _parsed(text)
    if template is None or _defines_it(template):
        return None
    lines = _LINE_END.split(text)
    names = _constant_names(template)
    seen: dict[int, int] = {}
    found: list[UrlCall] = []
    for call in template.find_all(nodes.Call):
        if not _is_of_request(call.node):
            continue
        number = seen[call.lineno] = seen.get(call.lineno, 0) + 1
        first = call.args[0] if call.args else None
        texts = _texts(first)
        if isinstance(first, nodes.Name):
            texts = names.get((first.name, call), ())
        for each in texts:
            column = _column(lines, call.lineno, number)
            found.append(UrlCall(call.lineno, column, each, _parameters(call)))
    return found


def _constant_names(template: nodes.Template) -> dict[tuple[str, nodes.Call], tuple[str, ...]]:
    """What names stand for in calls: of a loop over texts, and of a text that is set for all of them."""
    from jinja2 import nodes

    stored = _stored(template)
    found: dict[tuple[str, nodes.Call], tuple[str, ...]] = {}
    for loop in template.find_all(nodes.For):
        target, items = loop.target, loop.iter
        if isinstance(target, nodes.Name) and isinstance(items, nodes.List | nodes.Tuple):
            texts = [_texts(item) for item in items.items]
            if all(texts) and loop.test is None and _stored(loop).count(target.name) == 1:
                # A condition may leave out what it goes through.
                chosen = set(_calls_in(loop.find_all((nodes.If, nodes.CondExpr))))
                for call in set(_calls_in(loop.body)) - chosen:
                    found[target.name, call] = tuple(text for one in texts for text in one)
    for statement in template.body:
        if isinstance(statement, nodes.Assign) and isinstance(statement.target, nodes.Name):
            name = statement.target.name
            for call in _calls_in([template]) if stored.count(name) == 1 else ():
                if call.lineno >= statement.lineno:
                    found[name, call] = _texts(statement.node)
    return found


def _calls_in(parts: Iterable[nodes.Node]) -> Iterator[nodes.Call]:
    from jinja2 import nodes

    for part in parts:
        yield from part.find_all(nodes.Call)


def _texts(node: nodes.Node | None) -> tuple[str, ...]:
    from jinja2 import nodes

    return (node.value,) if isinstance(node, nodes.Const) and isinstance(node.value, str) else ()


def _defines_it(template: nodes.Template) -> bool:
    """Whether a template gives the word a meaning of its own, or gets one from another template."""
    from jinja2 import nodes

    if any(name.name in {WORD, "request"} and name.ctx != "load" for name in _names(template)):
        return True
    for each in template.find_all(nodes.FromImport):
        for imported in each.names:
            if (imported if isinstance(imported, str) else imported[1]) in {WORD, "request"}:
                return True
    if any(each.target in {WORD, "request"} for each in template.find_all(nodes.Import)):
        return True
    return any(macro.name == WORD for macro in template.find_all(nodes.Macro))


def _stored(part: nodes.Node) -> list[str]:
    """The names that a part of a template binds, each as often as it does."""
    return [name.name for name in _names(part) if name.ctx != "load"]


def _names(part: nodes.Node) -> Iterator[nodes.Name]:
    from jinja2 import nodes

    yield from part.find_all(nodes.Name)


def _is_of_request(callee: nodes.Node) -> bool:
    """`url_for`, which Starlette puts into every template, or `request.url_for`."""
    from jinja2 import nodes

    if isinstance(callee, nodes.Name):
        return callee.name == WORD
    return (
        isinstance(callee, nodes.Getattr)
        and callee.attr == WORD
        and isinstance(callee.node, nodes.Name)
        and callee.node.name == "request"
    )


def _parameters(call: nodes.Call) -> tuple[str, ...] | None:
    if len(call.args) != 1 or call.dyn_args is not None or call.dyn_kwargs is not None:
        return None
    return tuple(sorted(keyword.key for keyword in call.kwargs))


def _column(lines: list[str], line: int, number: int) -> int:
    """Where the word stands on its line for the `number`-th time: jinja2 knows lines only."""
    text = lines[line - 1] if line <= len(lines) else ""
    start = -1
    for _ in range(number):
        found = text.find(WORD, start + 1)
        if found < 0:
            break
        start = found
    return len(text[: max(start, 0)].encode(errors="surrogatepass")) + 1


def ignore_comments(text: str) -> IgnoreComments:
    """The comments `{# scoped-fastapi: ignore[...] #}`, which silence as those of Python do."""
    return IgnoreComments(
        _comment(found, number)
        for number, line in enumerate(_LINE_END.split(text), 1)
        for found in _IGNORE.finditer(line)
    )


def _comment(found: re.Match[str], line: int) -> IgnoreComment:
    codes = found["codes"]
    return IgnoreComment(
        text=found["text"],
        line=line,
        start=found.start(),
        end=found.end(),
        codes=None if codes is None else listed(codes),
        is_about_file=found["file"] is not None,
        is_alone=not (found.string[: found.start()] + found.string[found.end() :]).strip(),
        is_closed=codes is None or found["end"] is not None,
        closing=found["closing"],
    )
