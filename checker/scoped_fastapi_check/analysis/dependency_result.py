"""What a dependency provides, against the type that its target declares.

FastAPI looks at the function itself, unwrapped of `functools.partial` and `functools.wraps`: it awaits
coroutine functions, enters generator functions and takes the first value that they yield, and uses
what everything else returns. The source mostly shows of which kind a function is; where it does not
(a variable declared as `Callable[..., Awaitable[T]]`), both what is returned and what that would be
unwrapped to are possible.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.analysis.assignability import UNKNOWN, Fit, Fitting, fitting
from scoped_fastapi_check.analysis.captured import may_be_narrowed
from scoped_fastapi_check.analysis.questions import (
    CanBeCalled,
    InstanceOf,
    Present,
    Result,
    Steps,
    TypeOf,
    Value,
    Way,
    ask,
    the_names,
)
from scoped_fastapi_check.analysis.spelling import in_one_spelling
from scoped_fastapi_check.analysis.written_results import shown_alike, written_results
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.dependencies import unquoted
from scoped_fastapi_check.model.graph import (
    callee_of,
    declared_type,
    method_of,
    plain_function_called,
)
from scoped_fastapi_check.model.lifetimes import is_response_scoped
from scoped_fastapi_check.model.module import Alias, Expression, Target
from scoped_fastapi_check.model.resolution import resolve, trail
from scoped_fastapi_check.model.security import has_auto_error_off

if TYPE_CHECKING:
    from scoped_fastapi_check.model.module import Function
    from scoped_fastapi_check.model.names import Names

_MAX_STEPS: Final = 20
# How a type fits of which a part does.
_PARTLY: Final = frozenset({Fit.MAYBE_NONE, Fit.WIDER})


@dataclass(frozen=True, slots=True)
class Provided:
    """What calling a dependency may provide: one of the values is right, which one is open.

    `is_certain` tells that the source shows what kind of callable it is.
    """

    values: tuple[Value, ...]
    is_certain: bool
    is_object: bool = False
    """Whether it may be an object with a `__call__`."""
    is_written: bool = False
    """Whether nobody has declared it, and the source of the function tells what it is."""
    body: Expression | None = None
    """What a lambda returns."""

    def judged(self, found: Fitting) -> Fitting:
        """What is certain of how this fits: of what nobody declares, that all of it is something else."""
        if found.fit in _PARTLY and self.body is not None and may_be_narrowed(self.body):
            return UNKNOWN
        if not self.is_written or found.fit is Fit.FITS:
            return found
        if found.fit is not Fit.DISJOINT:
            return UNKNOWN
        return replace(found, given=shown_alike(found.given))


def provided(dependency: Expression | None, target: Target | None) -> Steps[Fitting]:
    """Whether what FastAPI gets from calling a dependency fits the type that its target declares.

    Without a target only whether it can be called is found out, and without a dependency
    (`Depends()`) whether the declared type can be.
    """
    names = yield from the_names()
    if dependency is None:
        return (yield from _callable_type(target, names))
    found = what_is_given(dependency, names)
    if target is None or _declared_by(target) is None:
        return UNKNOWN if found.is_certain else (yield from not_callable(dependency))
    result = found.judged((yield from fitting(found.values, target)))
    if result.fit is Fit.UNKNOWN and not found.is_certain:
        return (yield from not_callable(dependency))
    if result.fit is Fit.FITS and (generator := _generator(resolve(dependency, names), names)):
        return Fitting(Fit.NOT_CALLABLE, generator)
    may_be_scheme = found.is_object and result.fit in {Fit.MAYBE_NONE, Fit.DISJOINT}
    if may_be_scheme and (yield from _is_strict_scheme(dependency, names)):
        return (yield from fitting([Present(value) for value in found.values], target))
    is_none = result.fit is Fit.MAYBE_NONE or result.given == "None"
    if is_none and is_inferred(dependency, names):
        return UNKNOWN
    return result


def what_is_given(dependency: Expression, names: Names) -> Provided:
    """What calling a dependency may provide, by what its function writes out if it declares nothing."""
    called = behind_partials(dependency, names)
    function = None if _is_declared(called, names) else _function(called, names)
    if function is not None and _is_plain(function, names) and _is_exact(function):
        values = written_results(function, names)
        if values:
            return Provided(values, is_certain=True, is_written=True)
    return what_is_provided(dependency, names)


def _is_exact(function: Function) -> bool:
    """Whether no other function can be meant: a method may be another one in a class that derives."""
    is_method = isinstance(function.scope.node, ast.ClassDef)
    return not is_method or function.name == "__call__"


def what_is_provided(dependency: Expression, names: Names) -> Provided:
    """What calling a dependency may provide."""
    if isinstance(dependency.node, ast.Lambda):
        if any(isinstance(part, ast.arg) for part in ast.walk(dependency.node.args)):
            return Provided((), is_certain=True)  # What it gets is not known.
        body = dependency.sibling(dependency.node.body)
        return Provided((body,), is_certain=True, body=body)
    if is_response_scoped(dependency, names):
        return Provided((Result(dependency, Way.AWAITED),), is_certain=True)
    called = behind_partials(dependency, names)
    if names.class_scope(called) is not None:
        return Provided((Result(called),), is_certain=True)
    function = None if _is_declared(called, names) else _function(called, names)
    if function is not None and function.name == "__init__":
        return Provided((Result(called),), is_certain=True)  # A variable that holds a class.
    if function is None or not _is_plain(function, names):
        alternatives = (Result(dependency, Way.UNWRAPPED), Result(dependency))
        return Provided(alternatives, is_certain=False, is_object=True)
    if _is_wrongly_none(function):
        return Provided((), is_certain=True)
    is_object = function.name == "__call__"
    value = Result(dependency, _way_of(function), function)
    if is_object and value.way is Way.RESULT:
        # FastAPI looks behind a plain `__call__`, and may find a function of another kind there.
        alternatives = (Result(dependency, Way.UNWRAPPED), Result(dependency))
        return Provided(alternatives, is_certain=True, is_object=True)
    return Provided((value,), is_certain=True, is_object=is_object)


def not_callable(dependency: Expression) -> Steps[Fitting]:
    """NOT_CALLABLE where the engine is certain of it."""
    names = yield from the_names()
    if _is_callable_member(dependency, names):
        return UNKNOWN  # Not every checker knows that it can be.
    found = yield from ask(CanBeCalled(dependency))
    if found.answer is not False:
        # Some take whatever they know nothing of for something that can be called.
        generator = _generator(resolve(dependency, names), names)
        return UNKNOWN if generator is None else Fitting(Fit.NOT_CALLABLE, generator)
    if (yield from ask(InstanceOf(dependency, (fullnames.SECURITY_BASE,)))) is not None:
        return UNKNOWN  # The base class has no `__call__`, but all of FastAPI's schemes do.
    return Fitting(Fit.NOT_CALLABLE, in_one_spelling(found.shown, is_inferred=True))


def _generator(call: Expression, names: Names) -> str | None:
    """What calling a generator function by hand gives, which some checkers do not infer."""
    function = plain_function_called(call, names)
    if function is None or not function.is_generator:
        return None
    return "AsyncGenerator" if isinstance(function.node, ast.AsyncFunctionDef) else "Generator"


def _is_callable_member(dependency: Expression, names: Names) -> bool:
    """Whether this is an attribute of a class that has a `__call__`: a member of an enum, mostly."""
    node = dependency.node
    owner = (
        names.class_scope(dependency.sibling(node.value))
        if isinstance(node, ast.Attribute)
        else None
    )
    return owner is not None and method_of(owner, "__call__", names) is not None


def behind_partials(dependency: Expression, names: Names) -> Expression:
    """What `functools.partial` is applied to, through the names that it is bound to."""
    for _ in range(_MAX_STEPS):
        value = names.value(dependency) or dependency
        node = value.node
        if not isinstance(node, ast.Call) or not node.args:
            break
        if names.fullname(value.sibling(node.func)) != fullnames.PARTIAL:
            break
        dependency = value.sibling(node.args[0])
    return dependency


def _function(called: Expression, names: Names) -> Function | None:
    found = callee_of(called, names, behind_factories=False)
    return None if found is None else found.function


def _is_plain(function: Function, names: Names) -> bool:
    """Whether no decorator makes something else of a function, or of what it gives."""
    return all(_is_neutral(each, function, names) for each in function.decorators)


def _is_neutral(decorator: Expression, function: Function, names: Names) -> bool:
    if names.fullname(decorator.uncalled()) in fullnames.CACHES:
        return not function.is_generator
    return names.fullname(decorator) in fullnames.NEUTRAL_DECORATORS


def _is_wrongly_none(function: Function) -> bool:
    """Whether a function is declared to give None, and gives something all the same.

    A type checker reports that where it stands; what arrives is not None.
    """
    declared = function.node.returns
    return (isinstance(declared, ast.Constant) and declared.value is None) and (
        function.is_generator
        or any(
            returned.value is not None
            and not (isinstance(returned.value, ast.Constant) and returned.value.value is None)
            for returned in function.returns
        )
    )


def _way_of(function: Function) -> Way:
    """What FastAPI takes of what a function returns."""
    if function.is_generator:
        return Way.YIELDED
    return Way.AWAITED if isinstance(function.node, ast.AsyncFunctionDef) else Way.RESULT


def _is_declared(dependency: Expression, names: Names) -> bool:
    """Whether a dependency has the type that some variable is declared with, not that of a value."""
    return any(names.is_declared(each) for each in trail(dependency, names))


def is_inferred(dependency: Expression, names: Names) -> bool:
    """Whether nobody has written down what a dependency provides.

    Then a checker counts every way through the function, and a None on one of them is mostly one
    that its callers know not to come.
    """
    function = _function(behind_partials(dependency, names), names)
    return function is not None and function.node.returns is None


def _is_strict_scheme(dependency: Expression, names: Names) -> Steps[bool]:
    """Whether a dependency is a security scheme that is not known to have `auto_error=False`.

    FastAPI's schemes are declared to provide None, which they do on demand only: otherwise, and that
    is the default, they raise. A class of the user's that derives from one mostly copies the
    annotation along.
    """
    found = yield from ask(InstanceOf(dependency, (fullnames.SECURITY_BASE,)))
    return found is not None and not has_auto_error_off(dependency, names)


def _declared_by(target: Target) -> Expression | None:
    """The annotation of a target."""
    return target.value if isinstance(target, Alias) else target.annotation


def _callable_type(target: Target | None, names: Names) -> Steps[Fitting]:
    """Whether FastAPI can call a declared type; only a union is certain to be none."""
    declared = None if target is None else _declared_by(target)
    if target is None or declared is None:
        return UNKNOWN
    declared = declared_type(unquoted(declared), names)
    node = declared.node
    is_union = isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
    if isinstance(node, ast.Subscript):
        head = names.fullname(declared.sibling(node.value))
        is_union = head in fullnames.UNION or head in fullnames.OPTIONAL
    if not is_union:
        return UNKNOWN
    view = yield from ask(TypeOf(target))
    return Fitting(Fit.NOT_CALLABLE, in_one_spelling(view.shown))
