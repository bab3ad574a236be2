"""Whole applications that hypothesis makes, for comparing what checkers find in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from .applications import Application, Definition, Draw
from .edits import small_application

_MODULE = re.compile(r"\bmod(\d+)\b")


def applications(random_seed: int, number: int) -> list[dict[str, str]]:
    """So many applications, each as its files; no two have a module of the same name."""
    made: list[dict[str, str]] = []

    @seed(random_seed)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def make(data: st.DataObject) -> None:
        made.append(_files(whole_application(data.draw), f"a{len(made)}_"))

    make()
    return made


def whole_application(draw: Draw[Any]) -> Application:
    """An application with routers in routers, what they are included with, and mounts."""
    app = small_application(draw)
    last = sorted(app.modules)[-1]
    routers = app.names("router")
    for inner, outer in zip(routers, routers[1:], strict=False):
        if draw(st.booleans()):
            app.add(last, _inclusion(draw, app, outer, inner))
    for outer in app.names("app"):
        for inner in routers:
            if draw(st.integers(0, 3)) == 0:
                app.add(last, _inclusion(draw, app, outer, inner))
    if draw(st.integers(0, 3)) == 0:
        name = app.new_name("app")
        lines = [
            f"{name} = FastAPI()",
            *(f"{outer}.mount('/m', {name})" for outer in app.names("app")),
        ]
        app.add(last, Definition("app", name, "\n".join(lines)))
        for route in range(2):
            app.add(last, _route(draw, app, name, f"m{route}"))
    return app


def _inclusion(draw: Draw[Any], app: Application, outer: str, inner: str) -> Definition:
    options = [inner]
    prefix = draw(st.sampled_from(["", "", "/x", "/{owner}", "/x/{p0}", "bad", "/x/"]))
    if prefix:
        options.append(f'prefix="{prefix}"')
    providers = app.names("dependency", "variable", "scheme")
    if providers and draw(st.booleans()):
        options.append(f"dependencies=[Depends({draw(st.sampled_from(providers))})]")
    if (constants := app.names("constant")) and draw(st.integers(0, 4)) == 0:
        options.append(f"responses={{{draw(st.sampled_from(constants))}: {{}}}}")
    text = f"{outer}.include_router({', '.join(options)})"
    return Definition("inclusion", app.new_name("inclusion"), text)


def _route(draw: Draw[Any], app: Application, router: str, path: str) -> Definition:
    name = app.new_name("route")
    models = app.names("model")
    returned = draw(st.sampled_from(["int", "str", "dict[str, int]", *models]))
    model = draw(st.sampled_from(["int", "None", *models, *(f"list[{m}]" for m in models)]))
    text = (
        f'@{router}.get("/{path}", response_model={model})\n'
        f"async def {name}() -> {returned}:\n    value: Any = 1\n    return value"
    )
    return Definition("route", name, text)


def _files(app: Application, prefix: str) -> dict[str, str]:
    sources = app.sources().items()
    return {_renamed(name, prefix): _renamed(text, prefix) for name, text in sources}


def _renamed(text: str, prefix: str) -> str:
    return _MODULE.sub(rf"{prefix}mod\1", text)


def annotated(files: Sequence[str]) -> bool:
    """Whether all functions say what they return."""
    return not any(re.search(r"def \w+\([^\n]*\):", text) for text in files)
