"""What imports bind, and what the attributes of modules are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scoped_fastapi_check.application.machine import Deferred, Imported, Machine
from scoped_fastapi_check.application.values import (
    UNKNOWN,
    Either,
    External,
    Frame,
    ModuleValue,
    Value,
    either,
)

# Names may lead from one module to the next, and in a circle.
_MAX_STEPS = 20


def import_module(machine: Machine, alias: ast.alias, frame: Frame) -> Value:
    """What `import a.b` or `import a.b as c` binds, after the modules were gone through."""
    first, _, rest = alias.name.partition(".")
    found = machine.modules.resolve(frame.path, alias.name, 0)
    if found is None:
        return External(alias.name if alias.asname else first)
    _run(machine, found)
    if alias.asname or not rest:
        return _module(machine, found)
    for _ in rest.split("."):
        found = _outer(machine, found)
    return _module(machine, found)


def import_from(
    machine: Machine, node: ast.ImportFrom, frame: Frame
) -> Iterator[tuple[str, Value]]:
    """The names that `from a import b` binds, after the module was gone through."""
    found = machine.modules.resolve(frame.path, node.module or "", node.level)
    for alias in node.names:
        name = alias.asname or alias.name
        if found is None:
            if alias.name == "*":
                frame.module.has_star = True
            elif node.level:
                yield name, UNKNOWN
            else:
                yield name, External(f"{node.module}.{alias.name}")
            continue
        _run(machine, found)
        if alias.name == "*":
            yield from list(_public(machine, found))
        else:
            submodule = machine.modules.submodule(found, alias.name)
            if submodule is not None:
                _run(machine, submodule)
            yield name, Imported(found, alias.name)


def forced(machine: Machine, value: Value | None, steps: int = 0) -> Value | None:
    """What an imported name refers to, as far as it is known by now."""
    if isinstance(value, Deferred):
        return _done(machine, value)
    if isinstance(value, Either):
        return _one_of(machine, value, steps)
    if not isinstance(value, Imported):
        return value
    if steps > _MAX_STEPS or value.name is None:
        return UNKNOWN
    return attribute_of_module(machine, value.path, value.name, steps + 1)


def _one_of(machine: Machine, value: Either, steps: int) -> Value:
    """`try: from fast import router` and `except ImportError: from slow import router`."""
    if not any(isinstance(one, Deferred | Imported) for one in value.values):
        return value
    return either(forced(machine, one, steps) or UNKNOWN for one in value.values)


def _done(machine: Machine, deferred: Deferred) -> Value:
    if deferred.value is None:
        from scoped_fastapi_check.application.expressions import evaluate

        deferred.value = UNKNOWN  # It may lead to itself.
        outside, machine.registering = machine.registering, None
        deferred.value = evaluate(machine, deferred.node, deferred.frame)
        machine.registering = outside
    return deferred.value


def attribute_of_module(machine: Machine, path: str, name: str, steps: int = 0) -> Value:
    """What a module, or a folder of modules, has under a name."""
    if machine.modules.is_file(path):
        frame = machine.frames.get(path) or machine.run_module(machine, path)
        found = frame.names.get(name)
        if isinstance(found, Imported) and (found.path, found.name) == (path, name):
            found = None  # `from . import users` in the package itself names the module.
        if found is not None:
            return forced(machine, found, steps) or UNKNOWN
    submodule = machine.modules.submodule(path, name)
    return UNKNOWN if submodule is None else _module(machine, submodule)


def _module(machine: Machine, path: str) -> ModuleValue:
    return ModuleValue(path, not machine.modules.is_file(path))


def _run(machine: Machine, path: str) -> None:
    """Go through a module at its first import, unless it can wait until a name of it is needed."""
    if machine.modules.is_file(path) and machine.modules.has_effects(path):
        machine.run_module(machine, path)


def _outer(machine: Machine, path: str) -> str:
    """The package around a module."""
    import os

    folder = os.path.dirname(path)
    if os.path.basename(path) == "__init__.py":
        folder = os.path.dirname(folder)
    package = os.path.join(folder, "__init__.py")
    return package if machine.modules.is_file(package) else folder


def _public(machine: Machine, path: str) -> Iterator[tuple[str, Value]]:
    if not machine.modules.is_file(path):
        return
    frame = machine.frames.get(path) or machine.run_module(machine, path)
    for name in frame.names:
        if not name.startswith(("_", "%")):
            yield name, Imported(path, name)
