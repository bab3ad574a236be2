"""Puts the fragment of a stub in the place of what it types better.

What a fragment defines has to be in the module already, unless its name begins with an underscore:
such a name is only for the types. Everything else stays as it is, also within a class, and within
the parameters of a function: those that a fragment does not name are taken over.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.stubs.alternatives import Alternatives, alternatives_of, with_both
from scoped_fastapi_check.stubs.errors import StubsError
from scoped_fastapi_check.stubs.merged_functions import merged_function
from scoped_fastapi_check.stubs.signatures import Function, altered

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["merged"]


def merged(stub: ast.Module, fragment: ast.Module, module: str) -> ast.Module:
    """Return the stub of a module with a fragment merged in.

    Raises:
        StubsError: the module does not have what the fragment types.
    """
    alternatives = alternatives_of(fragment.body)
    if alternatives is None:
        return ast.Module(_merged_body(stub.body, fragment.body, module), [])
    body = _merged_body(stub.body, [*alternatives.rest, *alternatives.last], module)
    first = {name: _first(stub, name, alternatives, module) for name in alternatives.names}
    return ast.Module(with_both(body, first, alternatives.condition), [])


def _first(stub: ast.Module, name: str, alternatives: Alternatives, module: str) -> list[ast.stmt]:
    """Return the definitions of a name where the condition holds."""
    group = [one for one in alternatives.first if _name(one) == name]
    (installed,) = (one for one in stub.body if _name(one) == name)
    return _replaced(installed, group, f"{module}.{name}")


def _merged_body(
    body: Sequence[ast.stmt], better: Sequence[ast.stmt], where: str
) -> list[ast.stmt]:
    imports = [one for one in better if isinstance(one, (ast.Import, ast.ImportFrom))]
    groups: dict[str, list[ast.stmt]] = {}
    for statement in better:
        name = _name(statement)
        if name is not None:
            groups.setdefault(name, []).append(statement)
    known = {_name(one) for one in body}
    helpers: list[ast.stmt] = []
    for name, group in groups.items():
        if name not in known:
            if not (_is_private(name) or _may_be_inherited(group)):
                raise StubsError(f"{where}.{name}")
            helpers.extend(group)
    result: list[ast.stmt] = []
    done: set[str] = set()
    for statement in body:
        name = _name(statement)
        if name is None or name not in groups:
            result.append(statement)
        elif name not in done:
            done.add(name)
            result.extend(_replaced(statement, groups[name], f"{where}.{name}"))
    return _with_imports_first(result, imports, helpers)


def _with_imports_first(
    body: list[ast.stmt], imports: Sequence[ast.stmt], helpers: Sequence[ast.stmt]
) -> list[ast.stmt]:
    """Return the docstring, then all imports, then what is only for the types, then the rest."""
    docstring = body[:1] if body and _is_docstring(body[0]) else []
    rest = body[len(docstring) :]
    present = [one for one in rest if isinstance(one, (ast.Import, ast.ImportFrom))]
    others = [one for one in rest if not isinstance(one, (ast.Import, ast.ImportFrom))]
    texts = {ast.unparse(one) for one in present}
    new = [one for one in imports if ast.unparse(one) not in texts]
    return [*docstring, *present, *new, *helpers, *others]


def _replaced(statement: ast.stmt, better: Sequence[ast.stmt], where: str) -> list[ast.stmt]:
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            functions = [one for one in better if isinstance(one, Function)]
            if len(functions) == len(better):
                return [merged_function(statement, one, where) for one in functions]
        case ast.ClassDef():
            match better:
                case [ast.ClassDef() as definition]:
                    return [_merged_class(statement, definition, where)]
                case _:
                    pass
        case ast.AnnAssign() | ast.Assign():
            if all(isinstance(one, (ast.AnnAssign, ast.Assign)) for one in better):
                return list(better)
        case _:
            pass
    raise StubsError(where)


def _merged_class(definition: ast.ClassDef, better: ast.ClassDef, where: str) -> ast.ClassDef:
    body = _merged_body(definition.body, better.body, where)
    return altered(definition, bases=_merged_bases(definition, better, where), body=body)


def _merged_bases(definition: ast.ClassDef, better: ast.ClassDef, where: str) -> list[ast.expr]:
    given = {_head(base): base for base in better.bases}
    bases = [given.pop(_head(base), base) for base in definition.bases]
    for head, base in given.items():
        if head != "Generic":
            raise StubsError(f"{where}({head})")
        bases.append(base)
    return bases


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _may_be_inherited(group: Sequence[ast.stmt]) -> bool:
    """Tell whether it is an attribute, which the class may have from another one."""
    return all(isinstance(one, ast.AnnAssign) and one.value is None for one in group)


def _head(base: ast.expr) -> str:
    return ast.unparse(base.value if isinstance(base, ast.Subscript) else base)


def _name(statement: ast.stmt) -> str | None:
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case ast.AnnAssign(target=ast.Name(name)) | ast.Assign(targets=[ast.Name(name)]):
            return name
        case _:
            return None


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr)
