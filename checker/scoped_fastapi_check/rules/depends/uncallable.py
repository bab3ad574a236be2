"""What FastAPI cannot call as a dependency, though Python can: `token: str = Depends()`.

FastAPI reads the parameters of what it is to call from its signature. Built-in classes have none, or
one that no request can fill; a function under `@contextmanager` is taken for the generator function
that it wraps, and fails.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from scoped_fastapi_check.diagnostics.codes import DEPENDS
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.context_managers import is_manager, manager_function
from scoped_fastapi_check.model.declarations import as_parameter_marker
from scoped_fastapi_check.model.dependencies import DependencySite, annotated_marker, unquoted
from scoped_fastapi_check.model.graph import ancestors, declared_type
from scoped_fastapi_check.model.module import Alias, Expression, Parameter
from scoped_fastapi_check.model.resolution import resolve, returned_call
from scoped_fastapi_check.rules.base import Context
from scoped_fastapi_check.rules.shared.provision import dependency_name, target_name

# Classes without a signature that Python tells: the route is refused.
_REFUSED: Final = frozenset(
    {f"builtins.{name}" for name in ("str", "int", "bool", "bytes", "dict", "set", "frozenset")}
    | {f"datetime.{name}" for name in ("datetime", "date", "time", "timedelta")}
    | {"builtins.type", "builtins.Exception", "builtins.bytearray", "builtins.range"}
)
# Classes that FastAPI calls in a way they do not take, and what is no class at all.
_FAILING: Final = frozenset(
    {"builtins.float", "builtins.list", "builtins.tuple", "uuid.UUID", fullnames.ANY}
    | {"pathlib.Path", "typing.Callable", "collections.abc.Callable"}
)
_BUILTIN_GENERICS: Final = frozenset(
    f"builtins.{name}" for name in ("list", "dict", "set", "frozenset", "tuple", "type")
)
_GENERICS: Final = frozenset(
    {"typing.Callable", "collections.abc.Callable", *fullnames.LITERAL}
    | {f"typing.{name}" for name in ("List", "Dict", "Set", "FrozenSet", "Tuple", "Type")}
    | {f"typing.{name}" for name in ("Sequence", "Iterable", "Mapping", "Iterator")}
)

# Before, FastAPI took a function for what it is itself, not for what it wraps.
_LOOKS_BEHIND: Final = (0, 123, 5)

IS_REFUSED: Final = "FastAPI refuses to register the route"
_FAILS: Final = "FastAPI registers the route, and every request fails"


def uncallable(context: Context, site: DependencySite) -> Diagnostic | None:
    """What is wrong with what a place depends on, if FastAPI certainly cannot call it."""
    dependency = site.marker.dependency
    if dependency is None:
        if isinstance(site.target, Parameter) and site.target.annotation is None:
            return _not_declared(site)
        declared = _declared(context, site)
        outcome = None if declared is None else _outcome(declared, context)
        return None if declared is None or outcome is None else _by_type(site, declared, outcome)
    if is_manager(dependency, context.names):
        return _manager(context, site, dependency)
    if (function := manager_function(dependency, context.names)) is not None:
        return _made_manager(site, dependency, function)
    if _is_marker(dependency, context):
        return _by_marker(site, dependency)
    if (meant := _annotated(dependency, context)) is not None:
        asks = annotated_marker(meant, context.names) is not None
        return _by_alias(site, dependency) if asks else _by_name(site, dependency, _FAILS)
    outcome = _outcome(dependency, context)
    return None if outcome is None else _by_name(site, dependency, outcome)


def _is_marker(dependency: Expression, context: Context) -> bool:
    """Whether this is a marker itself, or a function of the project returns one when it is called."""
    if as_parameter_marker(dependency, context.names) is not None:
        return True
    made = returned_call(resolve(dependency, context.names), context.names)
    return made is not None and as_parameter_marker(made, context.names) is not None


def _annotated(dependency: Expression, context: Context) -> Expression | None:
    """The `Annotated[...]` that is given in the place of a function: Python can call it, FastAPI cannot."""
    meant = resolve(dependency, context.names)
    node = meant.node
    if not isinstance(node, ast.Subscript):
        return None
    head = context.names.fullname(meant.sibling(node.value))
    return meant if head in fullnames.ANNOTATED else None


def _declared(context: Context, site: DependencySite) -> Expression | None:
    """The type that a `Depends()` takes for the dependency."""
    target = site.target
    if target is None:
        return None
    written = target.value if isinstance(target, Alias) else target.annotation
    return None if written is None else declared_type(unquoted(written), context.names)


def _outcome(called: Expression, context: Context) -> str | None:
    """What FastAPI does about a class that is to be called, if it cannot."""
    node = called.node
    if isinstance(node, ast.Subscript):
        head = context.names.fullname(called.sibling(node.value))
        if head in _BUILTIN_GENERICS:
            return IS_REFUSED
        return _FAILS if head in _GENERICS else None
    if not isinstance(node, ast.Name | ast.Attribute):
        return None
    meant = resolve(called, context.names)
    fullname = context.names.fullname(meant)
    if fullname in _REFUSED or _has_no_signature(meant, context):
        return IS_REFUSED
    return _FAILS if fullname in _FAILING else None


def _has_no_signature(meant: Expression, context: Context) -> bool:
    """Whether this is a `NewType` or a `TypedDict`, of which Python tells no signature."""
    names = context.names
    if isinstance(meant.node, ast.Call):
        called = names.fullname(meant.sibling(meant.node.func))
        return called in fullnames.NEW_TYPE | fullnames.TYPED_DICT
    cls = names.class_scope(meant)
    return cls is not None and any(
        names.fullname(Expression(base, each.parent)) in fullnames.TYPED_DICT
        for each in ancestors(cls, names)
        if isinstance(each.node, ast.ClassDef) and each.parent is not None
        for base in each.node.bases
    )


# Words


def _not_declared(site: DependencySite) -> Diagnostic:
    assert site.target is not None
    return Diagnostic.at(
        site.node,
        DEPENDS,
        f'"{ast.unparse(site.marker.call.node)}" names no dependency, and {target_name(site.target)} '
        "declares no type to take for it",
        'FastAPI asks the query for "args" and "kwargs" and answers 422: pass the dependency, '
        '"Depends(function)"',
    )


def _by_type(site: DependencySite, declared: Expression, outcome: str) -> Diagnostic:
    name = ast.unparse(declared.node)
    return Diagnostic.at(
        site.node,
        DEPENDS,
        f'"{ast.unparse(site.marker.call.node)}" takes the declared type "{name}" as the '
        "dependency, which FastAPI cannot call",
        f'{outcome}: pass the dependency, "Depends(function)", or take the value from the request '
        'with "Query()", "Header()" or the like',
    )


def _by_name(site: DependencySite, dependency: Expression, outcome: str) -> Diagnostic:
    name = dependency_name(dependency)
    return Diagnostic.at(
        site.node,
        DEPENDS,
        f'"{name}" is given as a dependency, which FastAPI cannot call',
        f"{outcome}: pass a function, or a class with an __init__ of its own",
    )


def _by_alias(site: DependencySite, dependency: Expression) -> Diagnostic:
    name = dependency_name(dependency)
    declare = f'"{site.target.name}: {name}"' if isinstance(site.target, Parameter) else "it"
    where = "" if isinstance(site.target, Parameter) else " as the type of a parameter"
    return Diagnostic.at(
        site.node,
        DEPENDS,
        f'"{name}" is given as a dependency, but it is a type that asks for one: "Annotated" with a '
        "marker",
        'FastAPI calls it for every request, asks the query for "args" and "kwargs" and answers 422: '
        f'declare {declare}{where}, without "Depends"',
    )


def _manager(context: Context, site: DependencySite, dependency: Expression) -> Diagnostic:
    return _not_entered(
        site,
        dependency,
        f"FastAPI {handles_managers(context)}: "
        'take "@contextmanager" or "@asynccontextmanager" away, or depend on '
        f'"response_scoped_dependency({dependency_name(dependency)})"',
    )


def _made_manager(site: DependencySite, dependency: Expression, function: Expression) -> Diagnostic:
    """A manager is a decorator as well: that is what FastAPI can call of it."""
    return _not_entered(
        site,
        dependency,
        'FastAPI takes it for a decorator, asks the query for "func" and answers 422: take '
        '"@contextmanager" or "@asynccontextmanager" away and do not call the function, or depend on '
        f'"response_scoped_dependency({dependency_name(function)})"',
    )


def _not_entered(site: DependencySite, dependency: Expression, note: str) -> Diagnostic:
    asks = "" if site.target is None else f", and {target_name(site.target)} gets nothing"
    name = dependency_name(dependency)
    says = f'"{name}" is a context manager, which FastAPI does not enter{asks}'
    return Diagnostic.at(site.node, DEPENDS, says, note)


def _by_marker(site: DependencySite, dependency: Expression) -> Diagnostic:
    name = dependency_name(dependency)
    declare = "use it" if site.target is None else f'declare "= {name}" or "Annotated[..., {name}]"'
    return Diagnostic.at(
        site.node,
        DEPENDS,
        f'"{name}" is given as a dependency, but it is a marker itself, which cannot be called',
        f'{IS_REFUSED}: {declare}, without another "Depends" around it',
    )


def handles_managers(context: Context) -> str:
    """What FastAPI does with a function under `contextmanager`."""
    if context.fastapi < _LOOKS_BEHIND:
        return "calls it and hands on the manager, which nobody enters"
    return "takes it for the generator function that it wraps and answers with a 500 error"


# `dependencies=[Depends()]`


def without_type(context: Context) -> Iterator[Diagnostic]:
    """Every `Depends()` in a list of dependencies, where no parameter declares a type for it."""
    for call in context.calls.passing("dependencies"):
        given = call.keyword("dependencies")
        listed = None if given is None else resolve(given, context.names)
        if listed is None or not isinstance(listed.node, ast.List | ast.Tuple):
            continue
        for node in listed.node.elts:
            marker = as_parameter_marker(listed.sibling(node), context.names)
            if marker is None or not marker.is_dependency or marker.call.has_unpacking:
                continue
            if marker.dependency is None and listed.scope.module is context.module:
                yield Diagnostic.at(
                    node,
                    DEPENDS,
                    f'"{ast.unparse(node)}" names no dependency, and no parameter declares one',
                    f'{IS_REFUSED}: pass the dependency, "Depends(function)"',
                )
