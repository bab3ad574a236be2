"""What a change did to the routes: `--compare OLD.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["ComparisonError", "differences", "read_old"]

# What is told of a route besides its method and path; where it is written does not matter.
_PARTS = ("status", "response_model", "stream_item")


class ComparisonError(Exception):
    """There is nothing to compare with."""


def read_old(path: Path) -> list[dict[str, Any]]:
    """The applications of a document that `--output json` has written before."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if "applications" in document:
            return [{**one, "routes": list(one["routes"])} for one in document["applications"]]
        return [{"application": document["application"], "routes": list(document["routes"])}]
    except OSError as error:
        raise ComparisonError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ComparisonError(f'{path} was not written by "routes --output json"') from error


def differences(
    old: Iterable[dict[str, Any]], new: Iterable[dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    """Each difference as a sign (`+`, `-` or `~`) and a text."""
    before, after = _routes(old), _routes(new)
    for key in before:
        if key not in after:
            yield "-", " ".join(key[1:])
    for key, route in after.items():
        if key not in before:
            yield "+", " ".join(key[1:])
        else:
            for what in _changes(before[key], route):
                yield "~", f"{' '.join(key[1:])}: {what}"


def _routes(applications: Iterable[dict[str, Any]]) -> dict[tuple[str, str, str], dict[str, Any]]:
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for application in applications:
        for route in application["routes"]:
            verbs = ",".join(route["methods"]) or str(route["kind"]).upper()
            found.setdefault((str(application["application"]), verbs, route["path"]), route)
    return found


def _changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for part in _PARTS:
        if old.get(part) != new.get(part):
            yield f"{part.replace('_', ' ')} {old.get(part)} is now {new.get(part)}"
    if old["handler"]["name"] != new["handler"]["name"]:
        yield f"handler {old['handler']['name']} is now {new['handler']['name']}"
    before, after = _tree(old["dependencies"]), _tree(new["dependencies"])
    for name in dict.fromkeys([*before, *after]):
        if name not in after:
            yield f"no longer depends on {name}"
        elif name not in before:
            yield f"depends on {name} now"
        elif before[name] != after[name]:
            yield f"{name} has scope {after[name]} now, not {before[name]}"


def _tree(dependencies: Iterable[dict[str, Any]]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for dependency in dependencies:
        found.setdefault(dependency["name"], dependency["scope"])
        for name, scope in _tree(dependency["dependencies"]).items():
            found.setdefault(name, scope)
    return found
