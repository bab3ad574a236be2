"""Overrides that keep the scope of what they override."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .callables import opens_something
from .dependencies import ResponseScopedDependency
from .parameters import override_was_found
from .scopes import wrapped_call

__all__ = ["ScopedOverridesProvider", "scoped_overrides_of"]

Call = Callable[..., Any]


class _ScopedOverrides(Mapping[Call, Call]):
    """The overrides of an application, in which a response-scoped dependency has both of its names.

    FastAPI asks with `get` for what is to be called instead of a dependency. For a response-scoped
    one the answer is what the application put there for the wrapper or for the function that it
    wraps, made response-scoped as well when it opens something.
    """

    def __init__(self, overrides: Mapping[Call, Call]) -> None:
        self._overrides: Mapping[Call, Call] = overrides

    def get(self, call: Call, default: Any = None) -> Any:
        """Return what overrides `call`, or `default`."""
        wrapped = wrapped_call(call)
        if wrapped is None:
            return self._overrides.get(call, default)
        override = self._overrides.get(call) or self._overrides.get(wrapped)
        override_was_found()
        if override is None:
            return default
        if wrapped_call(override) is not None or not opens_something(override):
            return override
        return ResponseScopedDependency[..., Any](override)

    def __getitem__(self, call: Call) -> Call:
        override: Call | None = self.get(call)
        if override is None:
            raise KeyError(call)
        return override

    def __iter__(self) -> Iterator[Call]:
        return iter(self._overrides)

    def __len__(self) -> int:
        return len(self._overrides)


class ScopedOverridesProvider:
    """Stands before the application whose overrides a route obeys, whatever kind it is.

    The application's dictionary is read for each request: it may be changed, and replaced as a
    whole (`app.dependency_overrides = {}`).
    """

    def __init__(self, application: Any) -> None:
        self.application: Any = application

    @property
    def dependency_overrides(self) -> Mapping[Call, Call]:
        """The overrides of the application as they are now."""
        overrides: Mapping[Call, Call] = self.application.dependency_overrides
        return _ScopedOverrides(overrides) if overrides else overrides


def scoped_overrides_of(application: Any) -> ScopedOverridesProvider | None:
    """Return what stands before `application`, which may be such a provider, or None."""
    if application is None or isinstance(application, ScopedOverridesProvider):
        return application
    return ScopedOverridesProvider(application)
