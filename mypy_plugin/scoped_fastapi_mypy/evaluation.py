"""Asks mypy's own expression checker for types, without a trace in the user's build.

A type checker of its own, with an error collector that nobody reads, gives the types: the module's
real one is not always known, and must not be disturbed. `TypeChecker` is no promised interface. This
module alone makes one; of mypy's own, which the hooks hand over (`build.py`), others read where it is
and which types it has noted.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, redirect_stderr
from io import StringIO

from mypy.checker import TypeChecker
from mypy.checker_state import checker_state
from mypy.errors import Errors
from mypy.nodes import Expression, MypyFile
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.state import state
from mypy.types import AnyType, ProperType, TypeOfAny, get_proper_type


def wants_exceptions(options: Options) -> bool:
    """Whether the user has asked to see exceptions: the daemon sets the option by itself."""
    return options.raise_exceptions and not options.fine_grained_incremental


class Evaluator:
    """Gives the types of expressions as they would be at the top of a module."""

    def __init__(
        self, file: MypyFile, modules: dict[str, MypyFile], options: Options, plugin: Plugin
    ) -> None:
        self._raises = wants_exceptions(options)
        # An exception is to come back to us instead of ending the user's run.
        options = options.apply_changes({"raise_exceptions": True})
        errors = Errors(options)
        errors.set_file(file.path, file.fullname, options)
        self._file = file
        self._options = options
        self._checker = TypeChecker(errors, modules, options, file, file.path, plugin, {})

    @contextmanager
    def at_work(self) -> Generator[None]:
        """The state of mypy that types can be computed and compared in."""
        checker = self._checker
        with (
            state.strict_optional_set(self._options.strict_optional),
            checker_state.set(checker),
            checker.tscope.module_scope(self._file.fullname),
            checker.binder.top_frame_context(),
        ):
            yield

    def type_of(self, expression: Expression) -> ProperType:
        """The type of an expression; where mypy finds a mistake in it, what mypy makes of it.

        Any where mypy itself breaks down: it does so now and then on code that is half written.
        """
        try:
            with self._checker.msg.filter_errors(), redirect_stderr(StringIO()):
                return get_proper_type(self._checker.expr_checker.accept(expression))
        except Exception:
            if self._raises:
                raise
            return AnyType(TypeOfAny.from_error)
