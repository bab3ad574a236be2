"""One function as the fragment of a stub types it, with all parameters that the installed one has."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from scoped_fastapi_check.stubs.errors import StubsError
from scoped_fastapi_check.stubs.signatures import Function, all_parameters, altered, body_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["merged_function"]

Parameter = tuple[ast.arg, ast.expr | None]
"""A parameter and its default."""


def merged_function(installed: Function, better: Function, where: str) -> Function:
    """Return an overload of the installed function.

    The parameters that `better` names have its types and defaults; all others are the installed ones.
    One that it takes by keyword alone is taken by keyword alone, and so are all behind it. The
    docstring is the installed one.

    Raises:
        StubsError: a parameter is missing, or the result would be no function.
    """
    decorators = {ast.unparse(one): one for one in better.decorator_list}
    decorators |= {ast.unparse(one): one for one in installed.decorator_list}
    return altered(
        better,
        args=_merged_arguments(installed.args, better.args, where),
        body=body_of(installed),
        decorator_list=list(decorators.values()),
        returns=better.returns or installed.returns,
    )


def _merged_arguments(installed: ast.arguments, better: ast.arguments, where: str) -> ast.arguments:
    known = {one.arg for one in all_parameters(installed)}
    for one in all_parameters(better):
        if one.arg not in known:
            raise StubsError(f"{where}({one.arg})")
    given = {one.arg: (one, default) for one, default in [*_positional(better), *_keyword(better)]}
    keyword_only = {one.arg for one in better.kwonlyargs}
    by_position = [given.get(one.arg, (one, default)) for one, default in _positional(installed)]
    by_keyword = [given.get(one.arg, (one, default)) for one, default in _keyword(installed)]
    for place, (one, _) in enumerate(by_position):
        if one.arg in keyword_only:
            # Those behind it would otherwise take its place.
            by_position, by_keyword = by_position[:place], [*by_position[place:], *by_keyword]
            break
    defaults = [default for _, default in by_position if default is not None]
    if any(default is None for _, default in by_position[len(by_position) - len(defaults) :]):
        raise StubsError(where)
    return ast.arguments(
        posonlyargs=[one for one, _ in by_position[: len(installed.posonlyargs)]],
        args=[one for one, _ in by_position[len(installed.posonlyargs) :]],
        defaults=defaults,
        vararg=installed.vararg,
        kwonlyargs=[one for one, _ in by_keyword],
        kw_defaults=[default for _, default in by_keyword],
        kwarg=installed.kwarg,
    )


def _positional(arguments: ast.arguments) -> Sequence[Parameter]:
    parameters = [*arguments.posonlyargs, *arguments.args]
    missing = [None] * (len(parameters) - len(arguments.defaults))
    return list(zip(parameters, [*missing, *arguments.defaults], strict=True))


def _keyword(arguments: ast.arguments) -> Sequence[Parameter]:
    return list(zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True))
