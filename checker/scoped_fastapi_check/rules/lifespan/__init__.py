"""`fastapi-lifespan`: what is meant to run at the start or the end of an application, and never does.

A server tells the outermost application that it starts, and that one runs either its `lifespan` or its
event handlers. Nobody tells an application that is mounted in it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from scoped_fastapi_check.analysis.questions import (
    Check,
    ProjectMentions,
    Steps,
    SubclassOf,
    ask,
)
from scoped_fastapi_check.diagnostics.codes import LIFESPAN
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic, Related
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Call, Expression, Function
from scoped_fastapi_check.model.own_attributes import is_self, own_class, value_of_own_attribute
from scoped_fastapi_check.model.resolution import resolve, returned_value
from scoped_fastapi_check.model.walk import last_name, nodes_in
from scoped_fastapi_check.rules.base import Context, Rule
from scoped_fastapi_check.rules.lifespan.functions import check_function
from scoped_fastapi_check.rules.lifespan.given import (
    given_lifespan,
    is_certain,
    is_given,
    lifespan_of_class,
)
from scoped_fastapi_check.rules.shared.mentions import is_any_mentioned
from scoped_fastapi_check.rules.shared.wording import written

_MAX_STEPS: Final = 10
_WORD: Final = "lifespan"
_EVENTS: Final = ("on_event", "add_event_handler")
# `app.router.on_startup.append(start)`
_ADDING: Final = ("append", "extend")
_LISTS: Final = ("on_startup", "on_shutdown")
# Words of those who run event handlers themselves.
_RUN_BY_HAND: Final = (
    "router.startup",
    "router._startup",
    "router.on_startup:",
    "_DefaultLifespan",
)
# Words of those who start the inner application themselves.
_STARTED: Final = ("lifespan_context", "LifespanManager", *_RUN_BY_HAND)
# Of these, a call tells which application it starts.
_NAMING: Final = ("lifespan_context", "LifespanManager")
# How a lifespan is called, or stands in a list of several.
_CALLED: Final = ("with {}(", "context({}(", ", {}(", "({}(", "[{},", ", {}]", "[{}]")
# How it is handed to what calls several of them; other things are handed on as well.
_HANDED: Final = ("({},", ", {})", ", {},")
_APPLICATIONS: Final = (fullnames.FASTAPI, fullnames.STARLETTE)
# What decides how an application starts.
_STARTING: Final = ("__init__", "__call__", "on_event", "add_event_handler", "lifespan")
_CLASSES: Final = (*_APPLICATIONS, fullnames.ROUTER)


def check(context: Context) -> Iterator[Check]:
    """One check for each event handler, for each application made, and for each one mounted."""
    for method in (*_EVENTS, *_ADDING):
        for call in context.calls.of_method(method):
            owner = call.node.func
            assert isinstance(owner, ast.Attribute)
            target = owner.value
            if method in _EVENTS:
                yield _check_event(context, call, target, call.argument("event_type", 0))
            elif isinstance(target, ast.Attribute) and target.attr in _LISTS:
                yield _check_event(context, call, target.value, None)
    for call in context.calls.passing("lifespan"):
        yield _check_arguments(context, call)
        yield check_function(context, call)
    for method in ("mount", "host"):
        for call in context.calls.of_method(method):
            yield _check_mount(context, call, call.argument("app", 1))
    for call in context.calls.of({fullnames.MOUNT, fullnames.HOST}):
        yield _check_mount(context, call, call.argument("app", 1))


def _check_event(context: Context, call: Call, owner: ast.expr, event: Expression | None) -> Check:
    """`@app.on_event("startup")` of an application that was made with a `lifespan`."""
    if isinstance(owner, ast.Attribute) and owner.attr == "router":
        owner = owner.value  # What is done to the router of an application is done to both.
    made = _made(context, Expression(owner, call.scope))
    if made is None:
        yield from _check_event_apart(context, call, owner, event)
    lifespan = None if made is None else given_lifespan(made)
    if lifespan is None:
        yield from _check_event_of_class(context, call, Expression(owner, call.scope), made, event)
        return
    if made is None or not is_certain(lifespan, context.names):
        return
    if not (yield from _is_application(made)):
        return
    if (yield from _is_run_by_hand(context)) or (yield from _is_run_where_included(context, made)):
        return
    context.report(_beside_lifespan(call, owner, event, lifespan))


def _check_event_apart(
    context: Context, call: Call, owner: ast.expr, event: Expression | None
) -> Check:
    """The same, of an application that other modules make, and mostly hand to a function of this one."""
    place = call.node.lineno, call.node.col_offset
    for line, column, lifespan in context.application.unheard:
        if (line, column) == place and not (yield from _is_run_by_hand(context)):
            name = "" if event is None else f" for {written(event.node)}"
            context.report(_unheard(call, owner, name, lifespan))


def _check_event_of_class(
    context: Context, call: Call, owner: Expression, made: Call | None, event: Expression | None
) -> Check:
    """The same, where a class of applications gives its own ones their lifespan."""
    cls = own_class(owner.scope) if is_self(owner) else None
    if made is not None:
        cls = context.names.class_scope(made.callee)
    lifespan = None if cls is None else lifespan_of_class(cls, context.names)
    if cls is None or lifespan is None or not isinstance(cls.node, ast.ClassDef):
        return
    named = ast.copy_location(ast.Name(cls.node.name, ast.Load()), cls.node)
    question = SubclassOf(Expression(named, cls.parent or cls), _APPLICATIONS, _STARTING[1:])
    if (yield from ask(question)) is None or (yield from _is_run_by_hand(context)):
        return
    context.report(_beside_lifespan(call, owner.node, event, lifespan))


def _beside_lifespan(
    call: Call, owner: ast.expr, event: Expression | None, lifespan: Expression
) -> Diagnostic:
    name = "" if event is None else f" for {written(event.node)}"
    related = (Related.at(lifespan, "the lifespan that runs in their place"),)
    return replace(_unheard(call, owner, name, written(lifespan.node)), related=related)


def _unheard(call: Call, owner: ast.expr, event: str, lifespan: str) -> Diagnostic:
    return Diagnostic.at(
        call.node,
        LIFESPAN,
        f'the event handler{event} never runs, because "{written(owner)}" has a lifespan',
        "FastAPI runs either the lifespan or the event handlers: do this in "
        f'"{lifespan}", before or after its yield',
    )


def _check_arguments(context: Context, call: Call) -> Check:
    """`FastAPI(lifespan=..., on_startup=[...])`."""
    lifespan = given_lifespan(call)
    given = [name for name in _LISTS if is_given(call.keyword(name))]
    if lifespan is None or not given or not is_certain(lifespan, context.names):
        return
    if not (yield from _is_application(call)):
        return
    if (yield from _is_run_by_hand(context)) or (yield from _is_run_where_included(context, call)):
        return
    for name in given:
        handlers = call.keyword(name)
        assert handlers is not None
        context.report(
            Diagnostic.at(
                handlers.node,
                LIFESPAN,
                f'what "{name}" holds never runs, because "{written(call.node.func)}" is given a '
                "lifespan",
                "FastAPI runs either the lifespan or the event handlers: do this in "
                f'"{written(lifespan.node)}", before or after its yield',
            )
        )


def _check_mount(context: Context, call: Call, given: Expression | None) -> Check:
    """`app.mount("/sub", sub)` where `sub` has something to start."""
    made = None if given is None else _made(context, given)
    if given is None or made is None:
        return
    lifespan = given_lifespan(made)
    handlers = None if lifespan is not None else _handlers(context, made)
    if lifespan is None and handlers is None:
        return
    if lifespan is not None and not is_certain(lifespan, context.names):
        return
    if not (yield from _is_application(made)) or (yield from _is_started(context, made)):
        return
    if lifespan is not None and (yield from _is_run_elsewhere(context, call, lifespan)):
        return
    what = "the lifespan" if lifespan is not None else "the event handlers"
    are = "runs" if lifespan is not None else "run"
    place = lifespan if lifespan is not None else handlers
    assert place is not None
    name = written(given.node)
    owner = name if isinstance(given.node, ast.Name | ast.Attribute) else "sub"
    context.report(
        Diagnostic.at(
            call.node,
            LIFESPAN,
            f'{what} of "{name}" never {are}, because it is mounted',
            "A server starts the outermost application alone: enter it in the lifespan of that one, "
            f'"async with {owner}.router.lifespan_context({owner}): yield"',
            related=[Related.at(place, "what is not run")],
        )
    )


def _is_run_elsewhere(context: Context, call: Call, lifespan: Expression) -> Steps[bool]:
    """Whether a lifespan may be that of the outer application as well, or called by another one."""
    found = resolve(lifespan, context.names)
    function = context.names.function(found)
    outer = call.node.func.value if isinstance(call.node.func, ast.Attribute) else None
    made = None if outer is None else _made(context, call.callee.sibling(outer))
    other = None if made is None else given_lifespan(made)
    if other is not None:
        same = resolve(other, context.names)
        if same.node is found.node or context.names.function(same) is function is not None:
            return True
    if function is None:
        return False
    if made is None and _is_given_to_a_class(context, function):
        return True
    if _is_used_otherwise(context, function):
        return True
    words = (*_CALLED, *(_HANDED if _WORD in function.name else ()))
    texts = (text.format(function.name) for text in words)
    return (yield from is_any_mentioned(context, texts))


def _is_used_otherwise(context: Context, function: Function) -> bool:
    """Whether the module does more with a lifespan than to give it to applications."""
    return function.name in context.once(_used_otherwise)


def _used_otherwise(context: Context) -> set[str]:
    """The names that are looked up otherwise than as a lifespan that is given."""
    given = {
        other.node
        for call in context.calls.passing("lifespan")
        if (other := call.keyword("lifespan")) is not None
    }
    return {
        node.id
        for node in nodes_in(context.module.tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in given
    }


def _is_given_to_a_class(context: Context, function: Function) -> bool:
    """Whether a class of applications gives its own ones a lifespan: `super().__init__(lifespan=...)`."""
    others = [
        call.keyword("lifespan")
        for call in context.calls.passing("lifespan")
        if last_name(call.node.func) == "__init__"
    ]
    return any(
        other is not None and context.names.function(resolve(other, context.names)) is function
        for other in others
    )


def _made(context: Context, expression: Expression) -> Call | None:
    """The call that makes an object, through the names that it has and what always returns it."""
    for _ in range(_MAX_STEPS):
        node = expression.node
        if isinstance(node, ast.Call):
            returned = returned_value(expression, context.names)
            if returned is None:
                return Call(node, expression.scope, is_decorator=False)
            expression = returned
            continue
        value = context.names.value(expression) or value_of_own_attribute(expression)
        if value is None:
            return None
        expression = value
    return None


def _is_application(made: Call) -> Steps[bool]:
    """Whether a call makes an application or a router, of a class that starts as FastAPI's do."""
    found = yield from ask(SubclassOf(made.callee, _CLASSES, _STARTING))
    return found is not None


def _is_run_by_hand(context: Context) -> Steps[bool]:
    """Whether somebody around may run event handlers; what enters a lifespan runs that one alone."""
    return (yield from is_any_mentioned(context, _RUN_BY_HAND))


def _is_run_where_included(context: Context, made: Call) -> Steps[bool]:
    """Whether what includes a router may run its event handlers: an application without a lifespan does."""
    if (yield from ask(SubclassOf(made.callee, _APPLICATIONS))) is not None:
        return False
    inclusions = context.calls.of_method("include_router")
    return not any(_is_included_beside_lifespan(context, call, made) for call in inclusions)


def _is_included_beside_lifespan(context: Context, call: Call, router: Call) -> bool:
    """Whether a router is included in something that has a lifespan."""
    given = call.argument("router", 0)
    included = None if given is None else _made(context, given)
    if included is None or included.node is not router.node:
        return False
    owner = call.node.func
    assert isinstance(owner, ast.Attribute)
    made = _made(context, Expression(owner.value, call.scope))
    return made is not None and given_lifespan(made) is not None


def _is_started(context: Context, made: Call) -> Steps[bool]:
    """Whether somebody around may start what FastAPI does not."""
    for word in _STARTED:
        if not (yield from ask(ProjectMentions(context.module, word))):
            continue
        if word not in _NAMING or _may_start(context, word, made):
            return True
        if (yield from ask(ProjectMentions(context.module, word, elsewhere=True))):
            return True
    return False


def _may_start(context: Context, word: str, made: Call) -> bool:
    """Whether the module may start an application: each call that does is not known to start another."""
    started = [
        _started_by(call) for call in context.module.calls if last_name(call.node.func) == word
    ]
    uses = sum(
        isinstance(node, ast.Attribute | ast.Name) and last_name(node) == word
        for node in nodes_in(context.module.tree)
    )
    if uses != len(started):
        return True  # It is handed on, or replaced.
    others = [None if owner is None else _made(context, owner) for owner in started]
    return any(other is None or other.node is made.node for other in others)


def _started_by(call: Call) -> Expression | None:
    """The application in `app.router.lifespan_context(app)` and in `LifespanManager(app)`."""
    func = call.node.func
    if not isinstance(func, ast.Attribute) or func.attr == "LifespanManager":
        return call.argument("app", 0)
    owner = func.value
    if isinstance(owner, ast.Attribute) and owner.attr == "router":
        owner = owner.value
    return call.callee.sibling(owner)


def _handlers(context: Context, made: Call) -> Expression | None:
    """The first event handler of an application in the module that makes it, if it has one."""
    for name in _LISTS:
        if is_given(value := made.keyword(name)):
            return value
    for call in made.scope.module.calls:
        callee = call.node.func
        if not isinstance(callee, ast.Attribute) or callee.attr not in _EVENTS:
            continue
        owner = context.names.value(Expression(callee.value, call.scope))
        if owner is not None and owner.node is made.node:
            return Expression(call.node, call.scope)
    return None


RULE: Final = Rule(LIFESPAN, check)
