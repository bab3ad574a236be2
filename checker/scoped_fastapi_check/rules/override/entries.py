"""Entries of `dependency_overrides` that do nothing, or answer 422, whatever their types are.

FastAPI looks an override up by the very object that was given to `Depends`, and reads the parameters
of the override as those of any dependency.
"""

from __future__ import annotations

import ast
from collections.abc import Generator, Iterator
from typing import Any, Final

from scoped_fastapi_check.analysis.questions import ProjectMentions, Question, ask
from scoped_fastapi_check.analysis.test_doubles import is_something_else
from scoped_fastapi_check.diagnostics.codes import OVERRIDE
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.context_managers import is_manager
from scoped_fastapi_check.model.dependencies import annotated_marker, as_marker
from scoped_fastapi_check.model.graph import (
    callee_of,
    is_bound,
    made_by,
    made_in,
    method_of,
    unfinished,
)
from scoped_fastapi_check.model.module import Call, Expression, Scope
from scoped_fastapi_check.model.names import Names
from scoped_fastapi_check.model.overrides import Override
from scoped_fastapi_check.model.resolution import resolve
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.depends.uncallable import handles_managers
from scoped_fastapi_check.rules.param.fields import no_field
from scoped_fastapi_check.rules.shared.mentions import is_any_mentioned
from scoped_fastapi_check.rules.shared.wording import enumerated, written

_MOCKS: Final = frozenset(
    f"unittest.mock.{name}" for name in ("Mock", "MagicMock", "AsyncMock", "PropertyMock")
)
# With these a mock may have the signature of something else.
_SPECS: Final = frozenset({"spec", "spec_set", None})
_FIXTURES: Final = frozenset(
    {"pytest.fixture", "pytest_asyncio.fixture", "_pytest.fixtures.fixture"}
    | {"pytest_asyncio.plugin.fixture"}
)
_COMPARED: Final = frozenset({"__eq__", "__hash__", "__new__"})


def check_entry(
    context: Context, override: Override
) -> Generator[Question[Any], Any, Diagnostic | None]:
    """What is wrong with an entry that its source alone shows."""
    found = _never_looked_up(override, context.names) or _marker(override, context.names)
    if found is not None:
        return found
    found = _mock(override, context.names)
    if found is not None:
        return found
    found = _called(override, context.names) or _manager(context, override)
    found = found or _fixture(override, context.names)
    if found is not None:
        return found
    found = (yield from _factory(override, context.names)) or (
        yield from _parameters(context, override)
    )
    return found or (yield from _no_field(context, override))


# Keys


def _never_looked_up(override: Override, names: Names) -> Diagnostic | None:
    """A key that is no dependency, or one that nobody else can have."""
    for why, advice in _reasons(override.original, names):
        return Diagnostic.at(
            override.original.node,
            OVERRIDE,
            f'"{written(override.original.node)}" is overridden, but it is {why}',
            f"FastAPI looks overrides up by the dependency and never finds this one: {advice}",
        )
    return None


def _reasons(key: Expression, names: Names) -> Iterator[tuple[str, str]]:
    """Why a key is never looked up, and what to write in its place."""
    node = key.node
    if isinstance(node, ast.Lambda):
        yield "a function that nothing else can name", "name the dependency itself"
    value = resolve(key, names)
    marker = annotated_marker(value, names)
    if marker is None and isinstance(value.node, ast.Call):
        marker = as_marker(Call(value.node, value.scope, is_decorator=False), names)
    if marker is not None:
        dependency = marker.dependency
        meant = "the dependency itself" if dependency is None else f'"{written(dependency.node)}"'
        kind = (
            'a "Depends()"'
            if isinstance(value.node, ast.Call)
            else "an annotation with a dependency in it"
        )
        yield f"{kind}, not the dependency", f"name {meant}"
    elif isinstance(node, ast.Call):
        yield from _made_here(key, node, names)
    elif (function := names.function(key)) is not None and made_in(function) is not None:
        yield (
            "a factory, whose result is depended on",
            "keep what it returns in a variable, and name that in both places",
        )


def _made_here(key: Expression, call: ast.Call, names: Names) -> Iterator[tuple[str, str]]:
    """A function or an object that is made anew, and is equal to no other."""
    advice = "keep it in a variable, and name that in both places"
    function = names.function(key.sibling(call.func))
    if function is not None and made_by(key, names) is not None:
        yield "a function that is made anew here", advice
    if names.fullname(key.sibling(call.func)) == fullnames.PARTIAL:
        yield "a function that is made anew here", advice
    scope = names.class_scope(key.sibling(call.func))
    if scope is None or not isinstance(scope.node, ast.ClassDef):
        return
    is_plain = not scope.node.decorator_list and not _COMPARED & scope.values.keys()
    if not is_plain or method_of(scope, "__call__", names) is None:
        return
    if all(_is_plain_base(base, names, scope.parent) for base in scope.node.bases):
        yield "an object that is made anew here", advice


def _is_plain_base(base: ast.expr, names: Names, outside: Scope | None) -> bool:
    """Whether a base class compares objects by what they are."""
    if outside is None:
        return False
    expression = Expression(base, outside)
    fullname = names.fullname(expression) or ""
    if fullname == fullnames.OBJECT or fullname.startswith("fastapi.security."):
        return True
    scope = names.class_scope(expression)
    if scope is None or not isinstance(scope.node, ast.ClassDef) or scope.node.decorator_list:
        return False
    return not _COMPARED & scope.values.keys() and not scope.node.bases


# Replacements


def _refused(override: Override, but: str, note: str) -> Diagnostic:
    """What is wrong with a replacement, reported where it stands."""
    name, original = written(override.replacement.node), written(override.original.node)
    says = f'"{name}" overrides "{original}", but {but}'
    return Diagnostic.at(override.replacement.node, OVERRIDE, says, note)


def _marker(override: Override, names: Names) -> Diagnostic | None:
    """`Depends(fake)`, which is for parameters."""
    value = resolve(override.replacement, names)
    if not isinstance(value.node, ast.Call):
        return None
    marker = as_marker(Call(value.node, value.scope, is_decorator=False), names)
    if marker is None or marker.dependency is None:
        return None
    return _refused(
        override,
        'it is a "Depends()", which cannot be called',
        f'FastAPI calls the override for every request: write "{written(marker.dependency.node)}"',
    )


def _mock(override: Override, names: Names) -> Diagnostic | None:
    """`MagicMock()`, whose signature is `*args, **kwargs`: two parameters that nobody gives."""
    value = resolve(override.replacement, names)
    match value.node:
        case ast.Call(func, [inner, *_]) if (
            names.fullname(value.sibling(func)) == fullnames.PARTIAL
        ):
            value = resolve(value.sibling(inner), names)
        case _:
            pass
    node = value.node
    if names.fullname(value.uncalled()) not in _MOCKS:
        return None
    if isinstance(node, ast.Call) and not all(
        names.is_class(value.sibling(spec)) for spec in _specs(node)
    ):
        return None
    name, original = written(override.replacement.node), written(override.original.node)
    return _refused(
        override,
        'takes "*args, **kwargs" for FastAPI',
        'FastAPI asks the query for "args" and "kwargs" and answers 422: write '
        f'"lambda: {name}", or "create_autospec({original})"',
    )


def _specs(mock: ast.Call) -> Iterator[ast.expr]:
    """What a mock is made like; like an object of a class it has no other signature."""
    yield from mock.args
    yield from (keyword.value for keyword in mock.keywords if keyword.arg in _SPECS)


def _called(override: Override, names: Names) -> Diagnostic | None:
    """`fake()` or `lambda: fake()` of a generator or a coroutine function, which nobody enters or awaits."""
    node = override.replacement.node
    given = node.body if isinstance(node, ast.Lambda) else node
    if not isinstance(given, ast.Call):
        return None
    called = override.replacement.sibling(given.func)
    kind = unfinished(override.replacement.sibling(given), names)
    if kind is None and given is not node and is_manager(called, names):
        kind = "a context manager"
    if kind is None:
        return None
    name, function = written(node), written(given.func)
    if given is node:
        original = written(override.original.node)
        says = f'"{name}" overrides "{original}", but it is {kind}, which cannot be called'
        happens = f'FastAPI calls the override for every request: write "{function}"'
    else:
        does = "await" if kind == "a coroutine" else "enter"
        says = f'"{name}" provides {kind}, not what comes of it'
        happens = (
            f'FastAPI does not {does} what a lambda returns, and passes it on: write "{function}"'
        )
    return Diagnostic.at(node, OVERRIDE, says, happens)


def _manager(context: Context, override: Override) -> Diagnostic | None:
    """A generator function under `contextmanager`: FastAPI takes it for what that wraps."""
    if not is_manager(override.replacement, context.names):
        return None
    return _refused(
        override,
        "is a context manager, which FastAPI does not enter",
        f"FastAPI {handles_managers(context)}: give it the generator function itself",
    )


def _fixture(override: Override, names: Names) -> Diagnostic | None:
    """A fixture itself: what it gives has its name inside of tests and fixtures that ask for it."""
    function = names.function(resolve(override.replacement, names))
    decorators = () if function is None else function.decorators
    if not any(names.fullname(each.uncalled()) in _FIXTURES for each in decorators):
        return None
    name = written(override.replacement.node)
    return _refused(
        override,
        "is a fixture, which pytest lets nobody call",
        f'FastAPI calls the override for every request: ask for "{name}" in a fixture or a test, '
        f'and write "lambda: {name}" there',
    )


def _factory(override: Override, names: Names) -> Generator[Question[Any], Any, Diagnostic | None]:
    """A function that makes the override, and was not called: what depends on the original gets a function."""
    factory = names.function(override.replacement)
    original = names.function(override.original)
    if factory is None or made_in(factory) is None:
        return None
    if original is None or original.node.returns is None:
        return None
    if not (yield from is_something_else(override.original, override.replacement)):
        return None
    return _refused(
        override,
        "gives a function, and does not run it",
        f'FastAPI passes the function on: call it here, "{written(override.replacement.node)}(...)"',
    )


def _parameters(
    context: Context, override: Override
) -> Generator[Question[Any], Any, Diagnostic | None]:
    """Parameters of an override that no request fills: `lambda name: ...`, `*args`, `**kwargs`."""
    replacement = resolve(override.replacement, context.names)
    arguments = _arguments(replacement, context.names)
    if arguments is None:
        return None
    several = [arg for arg in (arguments.vararg, arguments.kwarg) if arg is not None]
    lost = [f"{'*' if arg is arguments.vararg else '**'}{arg.arg}" for arg in several]
    is_lambda = isinstance(replacement.node, ast.Lambda)
    for parameter in _required(arguments)[_is_given_self(replacement, context.names) :]:
        name = parameter.arg
        if parameter.annotation is not None or (yield from _may_be_given(context, override, name)):
            continue
        if is_lambda or not (yield from _is_asked_with(context, name)):
            lost.append(name)
    if not lost:
        return None
    original = written(override.original.node)
    asked = enumerated([each.strip("*") for each in lost], len(lost))
    return _refused(
        override,
        f'takes "{", ".join(lost)}"',
        f"FastAPI asks the query for {asked} and answers 422: take no parameters, or those of "
        f'"{original}", as it declares them',
    )


def _no_field(
    context: Context, override: Override
) -> Generator[Question[Any], Any, Diagnostic | None]:
    """A parameter that FastAPI makes nothing of: `def fake(session: Session)`, for which pytest has a fixture."""
    function = context.names.function(resolve(override.replacement, context.names))
    if function is None or function.decorators or isinstance(function.scope.node, ast.ClassDef):
        return None
    for parameter in function.parameters:
        declared = context.declaration(parameter)
        if not declared.is_known or (declared.marker and declared.marker.is_dependency):
            continue
        if (problem := (yield from no_field(function, declared, context.names))) is not None:
            return _refused(
                override,
                f'its parameter "{parameter.name}" {problem.says}',
                f"FastAPI raises a FastAPIError at the first request: {problem.advice}",
            )
    return None


def _arguments(replacement: Expression, names: Names) -> ast.arguments | None:
    """The parameters of a lambda, or of a function that nothing wraps."""
    if isinstance(replacement.node, ast.Lambda):
        return replacement.node.args
    function = names.function(replacement)
    return None if function is None or function.decorators else function.node.args


def _is_given_self(replacement: Expression, names: Names) -> bool:
    """Whether the first parameter has its value already: `self.get_user`, in a method of a test class."""
    function = names.function(replacement)
    return function is not None and is_bound(replacement, function)


def _required(arguments: ast.arguments) -> list[ast.arg]:
    positional = [*arguments.posonlyargs, *arguments.args]
    required = positional[: len(positional) - len(arguments.defaults)]
    keywords = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return [*required, *(arg for arg, default in keywords if default is None)]


def _is_asked_with(context: Context, name: str) -> Generator[Question[Any], Any, bool]:
    """Whether somebody may ask with a query of this name, as the tests that override might."""
    texts = (f'"{name}"', f"'{name}'", f"?{name}=", f"&{name}=")
    return (yield from is_any_mentioned(context, texts))


def _may_be_given(
    context: Context, override: Override, name: str
) -> Generator[Question[Any], Any, bool]:
    """Whether a request may well have a value of this name: the original asks for it, or a path."""
    callee = callee_of(override.original, context.names)
    if callee is None:
        return True
    if any(parameter.name == name for parameter in callee.parameters):
        parameter = next(each for each in callee.parameters if each.name == name)
        return context.marker(parameter) is None and not _is_passed(parameter.annotation, context)
    return (yield from ask(ProjectMentions(context.module, f"{{{name}")))


def _is_passed(annotation: Expression | None, context: Context) -> bool:
    """Whether FastAPI passes a parameter of the original because of its type, as a lambda has none."""
    fullname = None if annotation is None else context.names.fullname(annotation)
    return fullname is not None and fullname.startswith(("starlette.", "fastapi."))
