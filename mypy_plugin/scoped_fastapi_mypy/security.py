"""FastAPI's security schemes are declared to provide None, which they do on demand only.

With `auto_error=False` a scheme provides None where credentials are missing; otherwise, and that is
the default, it raises. The types of FastAPI do not tell the two apart.
"""

from __future__ import annotations

from mypy.types import Instance, ProperType
from mypy.types_utils import remove_optional
from scoped_fastapi_check.model import fullnames
from scoped_fastapi_check.model.module import Expression
from scoped_fastapi_check.model.security import has_auto_error_off

from scoped_fastapi_mypy.dependency_result import Alternatives
from scoped_fastapi_mypy.names import MypyNames


def never_provides_none(dependency: Expression, typ: ProperType, names: MypyNames) -> bool:
    """Whether a dependency is a security scheme that is not known to have `auto_error=False`.

    A class of the user's that derives from a scheme mostly copies the annotation along.
    """
    if not isinstance(typ, Instance) or not typ.type.has_base(fullnames.SECURITY_BASE):
        return False
    return not has_auto_error_off(dependency, names)


def without_none(alternatives: Alternatives) -> Alternatives:
    """The alternatives, none of which is None any more."""
    return [remove_optional(item) for item in alternatives]
