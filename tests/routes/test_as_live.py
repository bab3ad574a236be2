"""The listing from the source is what FastAPI says of the same applications once they run."""

from __future__ import annotations

import importlib
from collections import defaultdict
from typing import Any

import pytest
from conformance.fastapi_runner import importable
from conformance.program import PROGRAMS, Program, all_programs
from fastapi import FastAPI
from scoped_fastapi_check.application.listing import Listing
from scoped_fastapi_check.application.project_map import map_below

from scoped_fastapi import method_paths_from_routes

# Routes of these programs are not in the listing from the source, and why.
NOT_LISTED = {
    "depends/class_based_views": "a library registers the methods of a class",
    "param/methods_valid": "registered for each object by its methods",
    "router_classes/forwarding": "the second path of a class that registers two",
    "unused_router/found_by_name_valid": "modules are looked for in a folder while it runs",
    "unused_router/other_module": "the list of routes of another application is copied",
    "unused_router/routers": "included in a loop over what a function gives",
}
REFUSED = {"no_body/responses_of_include": "FastAPI refuses a route when it is first asked for"}


@pytest.mark.filterwarnings("ignore")
def test_conformance_programs() -> None:
    listed = _from_the_source()
    compared = 0
    missing: dict[str, set[str]] = {}
    made_up: dict[str, set[str]] = {}
    for program in all_programs():
        app = _application(program)
        if app is None or program.name in REFUSED:
            continue
        live = method_paths_from_routes(app.routes, mounts=True)
        routes = [route for file in program.files for route in listed[file]]
        certain = {text for route in routes if not route["possible"] for text in _texts(route)}
        possible = {text for route in routes for text in _texts(route)}
        if live - possible:
            missing[program.name] = live - possible
        if certain - live and _has_one(program):
            made_up[program.name] = certain - live
        compared += len(live)
    assert compared > 1_800
    assert made_up == {}
    assert missing.keys() == NOT_LISTED.keys(), missing


def _from_the_source() -> dict[str, list[dict[str, Any]]]:
    """The routes of all applications, by the file that makes them."""
    listing = Listing(map_below(PROGRAMS).machine, str(PROGRAMS))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for application in listing.applications():
        found[application.file.removeprefix(f"{PROGRAMS}/")] += application.routes
    return found


def _texts(route: dict[str, Any]) -> set[str]:
    """Its methods and its path, nothing where the listing says that the path is not known."""
    if route["path"] == "?":
        return set()
    return {f"{method} {route['path']}" for method in route["methods"]}


def _application(program: Program) -> FastAPI | None:
    if program.outcome == "import" or not program.runs_here:
        return None
    with importable():
        module = importlib.import_module(program.main)
    app = getattr(module, "app", None)
    return app if isinstance(app, FastAPI) else None


def _has_one(program: Program) -> bool:
    """Whether a program makes one application: the routes of several are not told apart here."""
    texts = [(PROGRAMS / file).read_text(encoding="utf-8") for file in program.files]
    return sum(text.count("FastAPI(") for text in texts) == 1
