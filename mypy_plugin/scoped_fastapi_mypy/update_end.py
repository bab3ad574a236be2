"""Has mypy call a hook at the end of every update of the daemon.

On an update the daemon forgets all errors, checks the changed modules whole and what depends on them
in parts, and in the end those parts once more that had errors before. So an error that is never
shown, in a function that calls FastAPI, makes mypy check that function last and call a hook of ours.

FastAPI calls itself, and that is where the error is filed: what is checked once more than it would be
without the plugin may get other errors of mypy's own (from a star import in a cycle, say), so nothing
of the user's should be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from mypy.checker import DEFAULT_LAST_PASS, TypeChecker
from mypy.errors import ErrorInfo, Errors
from mypy.nodes import MypyFile

_LIBRARY: Final = "fastapi."


@dataclass(slots=True)
class UpdateEnd:
    """The function of FastAPI in which an error is filed that is never shown."""

    _functions: dict[str, str] = field(default_factory=dict[str, str])
    _armed: tuple[str, str] | None = None

    @property
    def is_armed(self) -> bool:
        """Whether there is a place for it."""
        return self._armed is not None

    def note(self, checker: TypeChecker) -> None:
        """Remember where FastAPI is calling itself: one function of each module."""
        module = checker.tree.fullname
        function = checker.tscope.current_target()
        if module.startswith(_LIBRARY) and function not in {None, module}:
            self._functions.setdefault(module, function or module)

    def arm(self, modules: dict[str, MypyFile], errors: Errors) -> None:
        """File the error, unless it is filed already or there is no place for it."""
        names = self._functions.keys() & modules.keys()
        if names and not self._is_filed(modules, errors):
            # mypy goes through the modules by their names: late, the types of others are settled.
            name = max(names)
            self._armed = name, self._functions[name]
            infos = errors.error_info_map.setdefault(modules[name].path, [])
            infos.append(_hidden_error(name, self._functions[name]))

    def will_come(self, modules: dict[str, MypyFile], errors: Errors) -> bool:
        """Whether an update is going on at whose end there will be a call."""
        return (
            self._armed is not None
            and self._armed[0] in modules
            and not self._is_filed(modules, errors)
        )

    def is_reached_by(self, checker: TypeChecker, modules: dict[str, MypyFile]) -> bool:
        """Whether a call is the first one of those that end an update."""
        return (
            self._armed is not None
            and checker.tree.fullname == self._armed[0]
            and checker.last_pass != DEFAULT_LAST_PASS
            and not self._is_filed(modules, checker.errors)
        )

    def _is_filed(self, modules: dict[str, MypyFile], errors: Errors) -> bool:
        if self._armed is None or self._armed[0] not in modules:
            return False
        module, function = self._armed
        infos = errors.error_info_map.get(modules[module].path, [])
        return any(info.target == function for info in infos)


def _hidden_error(module: str, target: str) -> ErrorInfo:
    info = ErrorInfo(
        import_ctx=[],
        local_ctx=(None, None),
        line=1,
        column=0,
        end_line=1,
        end_column=0,
        severity="note",
        message="",
        code=None,
        blocker=False,
        only_once=False,
        module=module,
        target=target,
    )
    info.hidden = True
    return info
