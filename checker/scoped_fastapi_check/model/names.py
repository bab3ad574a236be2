"""What the model has to know of names, which no syntax of one module tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from scoped_fastapi_check.model.memo import Remembered
    from scoped_fastapi_check.model.module import Expression, Function, Scope


class Names(Protocol):
    """Where names are defined. These questions are about the text alone and answered at once."""

    @property
    def remembered(self) -> Remembered:
        """What was found out with these names."""
        ...

    def fullname(self, expression: Expression) -> str | None:
        """The fully qualified name of what a name or an attribute of a module refers to."""
        ...

    def value(self, expression: Expression) -> Expression | None:
        """The one value that is assigned to a name, in whichever module that happens."""
        ...

    def is_variable(self, expression: Expression) -> bool:
        """Whether a name is that of a variable or of an alias whose value might be seen."""
        ...

    def function(self, expression: Expression) -> Function | None:
        """The function definition that a name refers to, in whichever module it stands."""
        ...

    def reaches(self, expression: Expression, packages: tuple[str, ...]) -> bool:
        """Whether the module that defines what a name refers to has names of these packages.

        Where it has none, its source need not be read.
        """
        ...

    def is_class(self, expression: Expression) -> bool:
        """Whether a name refers to a class; nothing of its module is read for that."""
        ...

    def is_declared(self, expression: Expression) -> bool:
        """Whether a name is that of a variable whose type is declared beside its value."""
        ...

    def is_rebound(self, expression: Expression) -> bool:
        """Whether a name is bound to more than one value."""
        ...

    def is_module(self, expression: Expression) -> bool:
        """Whether a name is that of a module."""
        ...

    def exists(self, fullname: str) -> bool:
        """Whether a module that the project imports has this name."""
        ...

    def constant_text(self, fullname: str) -> str | None:
        """The text that a module, which the project imports, gives to this name once."""
        ...

    def class_scope(self, expression: Expression) -> Scope | None:
        """The body of the class that a name refers to, in whichever module it stands."""
        ...
