"""The edits that somebody might make to a small application, each drawn by hypothesis."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from .applications import DRAWN, IMPORT_STYLES, Application, Definition, Draw, Module

Edit = Callable[[Draw[Any], Application], str]


def small_application(draw: Draw[Any]) -> Application:
    """An application of a few modules, which define names before they use them."""
    app = Application()
    for number in range(draw(st.integers(3, 5))):
        app.modules[f"mod{number}"] = Module(draw(st.sampled_from(IMPORT_STYLES)))
    counts = {"model": 2, "constant": 2, "scheme": 1, "dependency": 4, "variable": 1, "alias": 4}
    counts |= {"router": 2, "route": 6, "app": 1}
    names = sorted(app.modules)
    for kind, count in counts.items():
        # Most names are used in modules that come after the one that defines them.
        places = names[1:] if kind in {"alias", "router", "route", "app"} else names[:2]
        for _ in range(count):
            module = draw(st.sampled_from(places))
            app.add(module, DRAWN[kind](draw, app, app.new_name(kind)))
    return app


def edit(draw: Draw[Any], app: Application) -> str:
    """Make one edit, and say which."""
    if broken := sorted(name for name, module in app.modules.items() if module.is_broken):
        app.modules[broken[0]].is_broken = False
        return f"complete the last line of {broken[0]}"
    chosen: Edit = draw(st.sampled_from(EDITS))
    return chosen(draw, app)


def _a_module(draw: Draw[Any], app: Application) -> str:
    return str(draw(st.sampled_from(sorted(app.modules))))


def _a_definition(
    draw: Draw[Any], app: Application, *kinds: str
) -> tuple[str, Definition] | tuple[None, None]:
    found = [(m, d) for m, d in app.definitions() if not kinds or d.kind in kinds]
    return draw(st.sampled_from(found)) if found else (None, None)


def _rewrite(*kinds: str) -> Edit:
    def rewrite(draw: Draw[Any], app: Application) -> str:
        module, old = _a_definition(draw, app, *kinds)
        if module is None or old is None:
            return "nothing to rewrite"
        app.replace(module, old, DRAWN[old.kind](draw, app, old.name))
        return f"rewrite {old.name} in {module}"

    return rewrite


def _new_definition(draw: Draw[Any], app: Application) -> str:
    kind, module = draw(st.sampled_from(sorted(DRAWN))), _a_module(draw, app)
    app.add(module, DRAWN[kind](draw, app, app.new_name(kind)))
    return f"add a definition to {module}"


def _rename(draw: Draw[Any], app: Application) -> str:
    module, old = _a_definition(draw, app)
    if module is None or old is None:
        return "nothing to rename"
    new = app.new_name(old.kind)
    users = draw(st.booleans())
    for name, definition in app.definitions():
        if definition is old or users:
            text = re.sub(rf"\b{old.name}\b", new, definition.text)
            own = new if definition is old else definition.name
            app.replace(name, definition, Definition(definition.kind, own, text))
    return f"rename {old.name} in {module} to {new}{', everywhere' if users else ''}"


def _remove(draw: Draw[Any], app: Application) -> str:
    module, old = _a_definition(draw, app)
    if module is None or old is None:
        return "nothing to remove"
    app.modules[module].definitions.remove(old)
    return f"remove {old.name} from {module}"


def _move(draw: Draw[Any], app: Application) -> str:
    module, old = _a_definition(draw, app)
    if module is None or old is None:
        return "nothing to move"
    target = _a_module(draw, app)
    app.modules[module].definitions.remove(old)
    app.add(target, old)
    return f"move {old.name} from {module} to {target}"


def _new_module(draw: Draw[Any], app: Application) -> str:
    name = app.new_name("mod9")
    app.modules[name] = Module(draw(st.sampled_from(IMPORT_STYLES)))
    for kind in ("dependency", "alias", "route"):
        app.add(name, DRAWN[kind](draw, app, app.new_name(kind)))
    return f"add {name}"


def _delete_module(draw: Draw[Any], app: Application) -> str:
    name = _a_module(draw, app)
    if len(app.modules) == 1:
        return "nothing to delete"
    module = app.modules.pop(name)
    if module.definitions and draw(st.booleans()):
        target = _a_module(draw, app)
        for definition in module.definitions:
            app.add(target, definition)
        return f"delete {name}, and move what it defines to {target}"
    return f"delete {name}"


def _rename_module(draw: Draw[Any], app: Application) -> str:
    name, new = _a_module(draw, app), app.new_name("mod9")
    app.modules[new] = app.modules.pop(name)
    for definition in app.modules[new].definitions:
        app.homes[definition.name] = new
    return f"rename {name} to {new}"


def _imports(draw: Draw[Any], app: Application) -> str:
    name = _a_module(draw, app)
    app.modules[name].imports = draw(st.sampled_from(IMPORT_STYLES))
    return f"import in {name} the other way"


def _comments(draw: Draw[Any], app: Application) -> str:
    name = _a_module(draw, app)
    app.modules[name].comments = draw(st.integers(0, 3))
    return f"change a comment in {name}"


def _break(draw: Draw[Any], app: Application) -> str:
    name = _a_module(draw, app)
    app.modules[name].is_broken = True
    return f"begin a line of {name}"


# What the issue of stale results is about comes more often than the rest.
EDITS: list[Edit] = [
    *[_rewrite("dependency")] * 3,
    *[_rewrite("alias")] * 3,
    *[_rewrite("model")] * 2,
    *[_rewrite("constant")] * 2,
    *[_rewrite("scheme", "variable")] * 2,
    *[_rewrite("route", "router", "app")] * 2,
    *[_rename, _delete_module, _new_module, _rename_module, _move, _remove],
    *[_new_definition, _imports, _comments, _break],
]


class History:
    """The states of an application, so that an edit can take some of them back."""

    def __init__(self, *states: Application) -> None:
        self._states = [copy.deepcopy(state) for state in states]

    def with_state(self, app: Application) -> History:
        """The history with one more state."""
        return History(*self._states[-5:], app)

    def back(self, draw: Draw[Any]) -> Application:
        """A state from before."""
        state: Application = draw(st.sampled_from(self._states))
        return copy.deepcopy(state)
