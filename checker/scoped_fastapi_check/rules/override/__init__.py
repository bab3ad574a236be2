"""`fastapi-override`: an override that provides something else than what it stands for.

FastAPI calls the override instead of the dependency and passes on what it provides. Tests override
with test doubles, mostly of classes of their own, which is no mistake: a class that has a public name in
common with the original's, that has none at all or that answers to every name is left alone, and so
are mocks and a plain None for what is not going to be used.
"""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import Any, Final

from scoped_fastapi_check.analysis.assignability import Fit, Fitting
from scoped_fastapi_check.analysis.dependency_result import provided
from scoped_fastapi_check.analysis.questions import Check, InstanceOf, Question, ask
from scoped_fastapi_check.analysis.test_doubles import replaced
from scoped_fastapi_check.diagnostics.codes import OVERRIDE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.graph import method_of
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.overrides import Override, overrides
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.override.entries import check_entry
from scoped_fastapi_check.rules.shared.wording import adds_something, readable, written


def check(context: Context) -> Iterator[Check]:
    """One check for each override that is written out."""
    for override in overrides(context.module, context.names):
        yield _check_override(context, override)


def _check_override(context: Context, override: Override) -> Check:
    if not (yield from _may_be_an_application(override)):
        return
    if (wrong := (yield from check_entry(context, override))) is not None:
        context.report(wrong)
        return
    if (alias := _annotated(override.original, context)) is not None:
        context.report(_key_not_callable(override, Fitting(Fit.NOT_CALLABLE, alias)))
        return
    key = yield from provided(override.original, None)
    if key.fit is Fit.NOT_CALLABLE:
        context.report(_key_not_callable(override, key))
        return
    found = yield from replaced(override.original, override.replacement)
    if found.fit is Fit.DISJOINT and (called := _call_method(context, override)) is not None:
        of_object = yield from replaced(called, override.replacement)
        if of_object.fit is not Fit.DISJOINT:
            context.report(_class_as_key(override))
            return
    if (describe := DESCRIPTIONS.get(found.fit)) is not None:
        reason = found.reason if adds_something(found.reason, found.given, found.wanted) else ""
        found = replace(found, given=readable(found.given), wanted=readable(found.wanted))
        context.report(replace(describe(override, found), reason=reason))


def _call_method(context: Context, override: Override) -> Expression | None:
    """The `__call__` of a class that is the key: an object of it may be what is depended on."""
    scope = context.names.class_scope(override.original)
    found = None if scope is None else method_of(scope, "__call__", context.names)
    if found is None:
        return None
    node = ast.Attribute(override.original.node, "__call__", ast.Load())
    return override.original.sibling(ast.copy_location(node, override.original.node))


def _class_as_key(override: Override) -> Diagnostic:
    name = written(override.original.node)
    return Diagnostic.at(
        override.original.node,
        OVERRIDE,
        f'"{name}" is overridden by what its objects provide when they are called',
        "FastAPI looks overrides up by the dependency, and an object is not its class: keep the "
        "object that is depended on in a variable, and name that",
    )


def _may_be_an_application(override: Override) -> Generator[Question[Any], Any, bool]:
    """Whether nothing else is known to have the overrides: the name is FastAPI's own."""
    classes = (fullnames.FASTAPI, fullnames.OBJECT)
    return (yield from ask(InstanceOf(override.app, classes))) != fullnames.OBJECT


def _annotated(key: Expression, context: Context) -> str | None:
    """What a key stands for, if that is a type with metadata: `Annotated[User, Depends(f)]`."""
    meant = resolve(key, context.names)
    node = meant.node
    if not isinstance(node, ast.Subscript):
        return None
    is_annotated = context.names.fullname(meant.sibling(node.value)) in fullnames.ANNOTATED
    return written(node) if is_annotated else None


def _unrelated(override: Override, found: Fitting) -> Diagnostic:
    original = written(override.original.node)
    return Diagnostic.at(
        override.replacement.node,
        OVERRIDE,
        f'"{written(override.replacement.node)}" provides "{found.given}", but overrides '
        f'"{original}", which provides "{found.wanted}"',
        f'FastAPI passes the "{found.given}" on to all that depend on "{original}": provide '
        f'"{found.wanted}"',
    )


def _maybe_none(override: Override, found: Fitting) -> Diagnostic:
    original = written(override.original.node)
    return Diagnostic.at(
        override.replacement.node,
        OVERRIDE,
        f'"{written(override.replacement.node)}" may provide None, but overrides "{original}", '
        f'which provides "{found.wanted}"',
        f'FastAPI passes the None on to all that depend on "{original}": provide '
        f'"{found.wanted}" in every case',
    )


def _not_callable(override: Override, found: Fitting) -> Diagnostic:
    name = written(override.replacement.node)
    return Diagnostic.at(
        override.replacement.node,
        OVERRIDE,
        f'"{name}" overrides "{written(override.original.node)}", but it is "{found.given}", '
        "which cannot be called",
        f'FastAPI calls the override for every request: pass a function, "lambda: {name}"',
    )


def _key_not_callable(override: Override, found: Fitting) -> Diagnostic:
    key = override.original
    advice = "name the dependency itself"
    if isinstance(key.node, ast.Call):
        advice = f'write "{written(key.node.func)}", without calling it'
    return Diagnostic.at(
        key.node,
        OVERRIDE,
        f'"{written(key.node)}" is overridden, but it is "{found.given}", which is no dependency',
        f"FastAPI looks overrides up by the dependency and never finds this one: {advice}",
    )


DESCRIPTIONS: Final = {
    Fit.DISJOINT: _unrelated,
    Fit.MAYBE_NONE: _maybe_none,
    Fit.NOT_CALLABLE: _not_callable,
}
RULE: Final = Rule(OVERRIDE, check)
