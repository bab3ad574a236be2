"""Whole applications that hypothesis makes, for comparing what checkers find in them."""

from __future__ import annotations

import itertools
import re
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from .applications import DRAWN, IMPORT_STYLES, Application, Definition, Draw, Module
from .generated_parts import (
    DEPENDENCIES,
    FUNCTIONS,
    GENERICS,
    GUARDS,
    MODELS,
    OTHERS,
    ROUTERS,
    ROUTES,
    TYPED,
    draw_part,
)

_NAME = re.compile(r"\b(mod|model|typed|dependency|generic|guard|function|other)(\d+)(?=\b|_)")

_MODEL = re.compile(r"^class (\w+_model\d+)\(", re.MULTILINE)

PARTS = {
    "model": MODELS,
    "typed": TYPED,
    "generic": GENERICS,
    "dependency": DEPENDENCIES,
    "function": FUNCTIONS,
    "guard": GUARDS,
    "router": ROUTERS,
    "route": ROUTES,
}
COUNTS = (
    *(
        ("model", 4),
        ("typed", 1),
        ("generic", 1),
        ("constant", 2),
        ("scheme", 1),
        ("dependency", 6),
    ),
    *(("variable", 1), ("alias", 4), ("guard", 2), ("function", 3)),
    *(("router", 3), ("app", 1), ("route", 14)),
)
"""How many definitions of each kind an application has, in an order in which each can use those before it."""


def applications(random_seed: int, number: int) -> list[dict[str, str]]:
    """So many applications, each as its files; no two have a module or a class of the same name."""
    made = (_application(random_seed * 10_000 + each) for each in range(number))
    return [_files(app, f"a{index}_") for index, app in enumerate(made)]


def _application(random_seed: int) -> Application:
    """One application; hypothesis would make most of many like the one before."""
    made: list[Application] = []

    @seed(random_seed)
    @settings(
        max_examples=2,  # the first one is the simplest that there is
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def make(data: st.DataObject) -> None:
        made.append(whole_application(data.draw))

    make()
    return made[-1]


def whole_application(draw: Draw[Any]) -> Application:
    """An application that can be imported but for its mistakes: no modules import each other.

    It has routers in routers, what they are included with, mounts, and parts for every rule.
    """
    app = Application()
    for number in range(draw(st.integers(3, 5))):
        app.modules[f"mod{number}"] = Module(draw(st.sampled_from(IMPORT_STYLES)))
    for kind, count in COUNTS:
        for _ in range(count):
            _add(draw, app, _drawn(draw, app, kind))
    _add_inclusions(draw, app)
    for _ in range(3):
        _add(draw, app, draw_part(draw, app, "other", app.new_name("other"), OTHERS))
    return app


def _drawn(draw: Draw[Any], app: Application, kind: str) -> Definition:
    name = app.new_name(kind)
    if kind in DRAWN and (kind not in PARTS or draw(st.booleans())):
        return DRAWN[kind](draw, app, name)
    return draw_part(draw, app, kind, name, PARTS[kind])


def _add(draw: Draw[Any], app: Application, definition: Definition) -> None:
    """Put a definition into a module, after all of those that it uses."""
    names = set(re.findall(r"\b[a-z]+\d+\b", definition.text)) & app.homes.keys()
    drawn = draw(st.sampled_from(sorted(app.modules)))
    app.add(max([drawn, *(app.homes[name] for name in names)]), definition)


def _add_inclusions(draw: Draw[Any], app: Application) -> None:
    routers = app.names("router")
    for inner, outer in zip(routers, routers[1:], strict=False):
        if draw(st.booleans()):
            _add(draw, app, _inclusion(draw, app, outer, inner))
    for outer in app.names("app"):
        for inner in routers:
            if draw(st.integers(0, 3)) == 0:
                _add(draw, app, _inclusion(draw, app, outer, inner))


def _inclusion(draw: Draw[Any], app: Application, outer: str, inner: str) -> Definition:
    options = [inner]
    prefix = draw(st.sampled_from([*["", "/x"] * 20, "/{owner}", "/x/{p0}", "/x/", "bad"]))
    if prefix:
        options.append(f'prefix="{prefix}"')
    providers = app.names("dependency", "variable", "scheme")
    if providers and draw(st.booleans()):
        options.append(f"dependencies=[Depends({draw(st.sampled_from(providers))})]")
    if (constants := app.names("constant")) and draw(st.integers(0, 4)) == 0:
        options.append(f"responses={{{draw(st.sampled_from(constants))}: {{}}}}")
    text = f"{outer}.include_router({', '.join(options)})"
    return Definition("inclusion", app.new_name("inclusion"), text)


def _files(app: Application, prefix: str) -> dict[str, str]:
    sources = app.sources().items()
    files = {_renamed(name, prefix): _renamed(text, prefix) for name, text in sources}
    files = _with_same_names(files)
    return _packaged(files, prefix) if int(prefix[1:-1]) % 3 == 0 else files


def _renamed(text: str, prefix: str) -> str:
    return _NAME.sub(rf"{prefix}\1\2", text)


def _with_same_names(files: dict[str, str]) -> dict[str, str]:
    """Call a model as one of another module is called, where no module knows both."""
    if any("import *" in text for text in files.values()):
        return files
    homes = {name: file for file, text in files.items() for name in _MODEL.findall(text)}
    for one, other in itertools.combinations(sorted(homes), 2):
        known = [{*re.findall(r"\w+", text)} & {one, other} for text in files.values()]
        if homes[one] != homes[other] and all(len(names) < 2 for names in known):
            return {file: re.sub(rf"\b{other}\b", one, text) for file, text in files.items()}
    return files


def _packaged(files: dict[str, str], prefix: str) -> dict[str, str]:
    """Make a package of the modules, which import each other relatively."""
    package = prefix.removesuffix("_")
    made = {f"{package}/__init__.py": ""}
    for file, text in files.items():
        text = re.sub(rf"^from {prefix}(mod\d+) import", r"from .\1 import", text, flags=re.M)
        text = re.sub(rf"^import {prefix}(mod\d+)$", r"from . import \1", text, flags=re.M)
        made[f"{package}/{file.removeprefix(prefix)}"] = re.sub(
            rf"\b{prefix}(mod\d+\.)", r"\1", text
        )
    return made
