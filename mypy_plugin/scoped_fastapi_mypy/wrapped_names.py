"""Functions whose name is given what something makes of them: `get_user = cached(get_user)`.

mypy goes on with the type of the function, whether that stands in the module or is imported into it.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from mypy.nodes import MypyFile
from mypy.util import correct_relative_import

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoped_fastapi_check.model.module import Module

# A package takes a name from a module, which takes it from another one.
_MAX_STEPS: Final = 5


def is_wrapped(
    name: str, module: str, modules: Mapping[str, MypyFile], read: Callable[[str], Module | None]
) -> bool:
    """Whether a module, or one that it has the name from, binds a name to what is made of its value."""
    for _ in range(_MAX_STEPS):
        file = modules.get(module)
        model = None if file is None or file.is_stub else read(module)
        if file is None or model is None or model.is_of_library:
            return False
        if model.scope.wraps(name):
            return True
        found = _origin(name, model, file)
        if found is None:
            return False
        module, name = found
    return False


def _origin(name: str, model: Module, file: MypyFile) -> tuple[str, str] | None:
    """The module that a name is imported from, and what it is called there."""
    for statement in model.tree.body:
        if not isinstance(statement, ast.ImportFrom):
            continue
        for alias in statement.names:
            if (alias.asname or alias.name) == name:
                module, is_known = correct_relative_import(
                    file.fullname,
                    statement.level,
                    statement.module or "",
                    file.is_package_init_file(),
                )
                return (module, alias.name) if is_known else None
    return None
