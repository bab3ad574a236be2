"""`Depends` and `Security` with the type of what the dependency provides: see the stub beside this module."""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias

from fastapi import params

__all__ = ["Depends", "Security"]

Scope: TypeAlias = Literal["function", "request"]


def Depends(  # noqa: N802 - FastAPI's name
    dependency: Callable[..., Any] | None = None,
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    **options: Any,
) -> Any:
    """Declare a dependency, as FastAPI's `Depends` does, with the type that it provides.

    `session: Session = Depends(get_session)` is an error for a type checker when `get_session`
    does not provide a `Session`. FastAPI's security schemes are taken not to provide None, as they
    do unless `auto_error=False`. Without a `dependency` the class in the annotation is called.

    `use_cache`, `scope` and every other option are FastAPI's own, given on as they are;
    `max_concurrency` needs a FastAPI that has it.

    Raises:
        TypeError: an option that the installed FastAPI does not have.
    """
    return params.Depends(dependency, use_cache=use_cache, scope=scope, **options)


def Security(  # noqa: N802 - FastAPI's name
    dependency: Callable[..., Any] | None = None,
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
    **options: Any,
) -> Any:
    """Declare a dependency with OAuth2 scopes, as FastAPI's `Security` does, typed like `Depends`.

    Raises:
        TypeError: an option that the installed FastAPI does not have.
    """
    return params.Security(dependency, scopes=scopes, use_cache=use_cache, **options)
