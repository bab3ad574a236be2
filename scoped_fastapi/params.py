"""`Depends` and `Security` with the type of what the dependency provides."""

from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Iterator,
    Sequence,
)
from typing import Any, Literal, Protocol, TypeVar, overload

from fastapi import params

__all__ = ["Depends", "Security"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Scope = Literal["function", "request"]


class SecurityScheme(Protocol[T_co]):
    """One of FastAPI's security schemes, or one like them.

    They are annotated as if they could always provide None, and do so only with
    `auto_error=False`, which their type does not show.
    """

    scheme_name: str

    def __call__(self, request: Any, /) -> Coroutine[Any, Any, T_co | None]:
        """Read the credentials from the request."""
        ...


@overload
def Depends(
    dependency: None = None,
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Any: ...


@overload
def Depends(
    dependency: SecurityScheme[T],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> T: ...


@overload
def Depends(
    dependency: Callable[..., AsyncIterator[T]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> T: ...


@overload
def Depends(
    dependency: Callable[..., Iterator[T]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> T: ...


@overload
def Depends(
    dependency: Callable[..., Awaitable[T]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> T: ...


@overload
def Depends(
    dependency: Callable[
        ..., T | Coroutine[Any, Any, T] | AsyncGenerator[T, None] | AsyncIterator[T]
    ],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> T: ...


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


@overload
def Security(
    dependency: None = None,
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Any: ...


@overload
def Security(
    dependency: SecurityScheme[T],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> T: ...


@overload
def Security(
    dependency: Callable[..., AsyncIterator[T]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> T: ...


@overload
def Security(
    dependency: Callable[..., Iterator[T]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> T: ...


@overload
def Security(
    dependency: Callable[..., Awaitable[T]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> T: ...


@overload
def Security(
    dependency: Callable[
        ..., T | Coroutine[Any, Any, T] | AsyncGenerator[T, None] | AsyncIterator[T]
    ],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> T: ...


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
