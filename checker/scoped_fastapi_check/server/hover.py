"""What an editor shows where the pointer rests: of a route, a dependency, an alias."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any, Final

from scoped_fastapi_check.server.atlas import Alias, Atlas, Provider, Route
from scoped_fastapi_check.server.document_text import DocumentText

__all__ = ["hover", "name_at", "routes_at"]

_MARKERS: Final = frozenset({"Depends", "Security"})
_MARKED: Final = re.compile(r"(?:Depends|Security)\s*\(\s*(?:dependency\s*=\s*)?([\w.]*)")
_DECLARED: Final = re.compile(r":\s*([\w.]+)\s*=\s*[\w.]*$")
_ANNOTATED: Final = re.compile(r"Annotated\s*\[\s*([\w.]+)\s*,[^\[\]]*$")
_MOST: Final = 5
_CLOSED: Final = {
    "request": "closed after the response is sent",
    "function": "closed before the response is sent",
    "response": "closed before the response is sent",
}


def hover(atlas: Atlas, path: str, document: DocumentText, line: int, column: int) -> str | None:
    """Markdown for a place (from 0) in a document, None where there is nothing to say."""
    routes = routes_at(atlas, path, document, line, column)
    if routes:
        return "\n\n---\n\n".join("\n".join(_route(one, atlas)) for one in routes[:_MOST])
    name = name_at(document, line, column)
    if name is None:
        return None
    here = document.decorated(line)
    if here is not None and here.line == line and here.name == name:
        provider = atlas.provider_at(path, name, line + 1)
        return None if provider is None else "\n".join(_provider(provider, atlas))
    target = atlas.target(path, name)
    if isinstance(target, Alias):
        return "\n".join(_alias(target, atlas))
    provider = atlas.provider_of(path, name)
    return None if provider is None else "\n".join(_provider(provider, atlas))


def name_at(document: DocumentText, line: int, column: int) -> str | None:
    """The name at a place; of a `Depends` or `Security` that of what it depends on."""
    name = document.dotted_name(line, column)
    if name is None or name.rpartition(".")[2] not in _MARKERS:
        return name
    return _marked(document, line, column)


def routes_at(
    atlas: Atlas, path: str, document: DocumentText, line: int, column: int
) -> list[Route]:
    """The routes of the handler whose name, or decorator, a place is at."""
    here = document.decorated(line)
    if here is None:
        return _registered_by_call(atlas, path, line, document)
    if line == here.line:
        is_name = here.column <= column <= here.column + len(here.name)
        return atlas.routes_of(path, here.name, line + 1) if is_name else []
    routes = atlas.routes_of(path, here.name, here.line + 1)
    if not _is_of_route(document, line, column):
        return []
    return _of_decorator(routes, path, line - here.line) or routes


def _is_of_route(document: DocumentText, line: int, column: int) -> bool:
    """Whether a place in the lines of decorators is at the words that make the route."""
    name = document.dotted_name(line, column)
    text = document.line(line)
    is_start = text.lstrip().startswith("@")
    return is_start and (name is None or f"@{name}" in text.replace(" ", "") or '"' in text)


def _of_decorator(routes: list[Route], path: str, distance: int) -> list[Route]:
    """The routes of one of several decorators: it is as far from the handler's name as it was."""
    return [
        route
        for route in routes
        if route.place is not None
        and route.registered.path == path
        and route.registered.line - route.place.line == distance
    ]


def _registered_by_call(atlas: Atlas, path: str, line: int, document: DocumentText) -> list[Route]:
    """The routes that `app.add_api_route(...)` on a line registers."""
    if "route(" not in document.line(line):
        return []
    found = [route for route in atlas.routes if route.registered.path == path]
    return [route for route in found if route.registered.line == line + 1]


def _marked(document: DocumentText, line: int, column: int) -> str | None:
    """What the `Depends(...)` at a place depends on."""
    text = document.line(line)
    for found in _MARKED.finditer(text):
        if found.start() <= column <= found.end():
            if found[1]:
                return found[1]
            before = text[: found.start()]
            declared = _DECLARED.search(before) or _ANNOTATED.search(before)
            return None if declared is None else declared[1]
    return None


def _route(route: Route, atlas: Atlas) -> Iterator[str]:
    document = route.document
    yield f"**{_code(route.title)}**  "
    yield f"{_code(route.application)}, handled by {_code(route.handler)}"
    if document.get("possible"):
        yield "\nRegistered under a condition."
    if route.kind == "http":
        status, model = document["status"], document["response_model"]
        yield ""
        yield f"- status {'not known' if status is None else status}"
        yield f"- response model {_code(model)}" if model else "- no response model"
    yield ""
    steps = [f"{_code(one.name)}{_prefix(one.prefix)}" for one in route.routers]
    yield f"Comes through {' → '.join(steps)}"
    if document["dependencies"]:
        yield "\nDependencies\n"
        yield from _tree(document["dependencies"], 0)
        yield from _teardown(document["teardown"])
    calls = atlas.calls.get(route, ())
    if calls:
        yield f"\n{_counted(len(calls), 'call')} in tests"


def _prefix(prefix: str) -> str:
    return f" ({_code(prefix)})" if prefix else ""


def _tree(nodes: list[dict[str, Any]], depth: int) -> Iterator[str]:
    for node in nodes:
        parts = [_code(node["name"])]
        if node["scope"] is not None:
            parts.append(f"scope {_code(node['scope'])}")
        if node["shared"]:
            parts.append("shared")
        elif node["closes"] is not None:
            parts.append(f"closed as number {node['closes']}")
        yield f"{'  ' * depth}- {', '.join(parts)}"
        yield from _tree(node["dependencies"], depth + 1)


def _teardown(teardown: dict[str, list[str]]) -> Iterator[str]:
    for key, when in (("before_response", "before"), ("after_response", "after")):
        if teardown[key]:
            names = ", ".join(map(_code, teardown[key]))
            yield f"\nClosed {when} the response: {names}"


def _provider(provider: Provider, atlas: Atlas) -> Iterator[str]:
    yield f"**dependency {_code(provider.name)}**\n"
    if provider.provides:
        yield f"- provides {_code(provider.provides)}"
    for scope in provider.scopes:
        yield f"- scope {_code(scope)}: {_CLOSED[scope]}"
    if not provider.scopes:
        yield "- nothing to close"
    yield f"- {_asked(len(provider.routes))}"
    overrides = list(atlas.overridden((provider.place.path, provider.place.line)))
    if overrides:
        yield f"- overridden in {_counted(len(overrides), 'place')}"
    yield ""
    yield from (f"- {_code(route.title)}" for route in provider.routes[:_MOST])
    if len(provider.routes) > _MOST:
        yield f"- and {len(provider.routes) - _MOST} more"


def _alias(alias: Alias, atlas: Atlas) -> Iterator[str]:
    yield f"**{_code(f'{alias.name} = {alias.text}')}**"
    if alias.scope is not None:
        yield f"\nscope {_code(alias.scope)} by its marker"
    provider = None if alias.provider is None else atlas.providers.get(alias.provider)
    if provider is not None:
        yield f"\n{_code(os.path.basename(provider.place.path))}\n"
        yield from _provider(provider, atlas)


def _asked(number: int) -> str:
    return (
        "no route asks for it"
        if not number
        else ("1 route asks for it" if number == 1 else f"{number} routes ask for it")
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _code(text: str) -> str:
    """A text as code in Markdown, whatever is in it."""
    text = " ".join(text.split())
    return f"`` {text} ``" if "`" in text else f"`{text}`"
