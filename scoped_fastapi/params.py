"""`Depends` and `Security` with the type of what the dependency provides."""

# mypy: disable-error-code="overload-cannot-match"
# pyright: reportOverlappingOverload=false

from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Iterator,
    Sequence,
)
from typing import Any, Literal, Protocol, TypeAlias, TypeVar, overload

from fastapi import params

__all__ = ["Depends", "Security"]

Provided = TypeVar("Provided")
Provided_co = TypeVar("Provided_co", covariant=True)

Scope = Literal["function", "request"]


class SecurityScheme(Protocol[Provided_co]):
    """One of FastAPI's security schemes, or one like them.

    They are annotated as if they could always provide None, and do so only with
    `auto_error=False`, which their type does not show.
    """

    scheme_name: str

    def __call__(self, request: Any, /) -> Coroutine[Any, Any, Provided_co | None]:
        """Read the credentials from the request."""
        ...


# What FastAPI makes a value of: it awaits, iterates, or takes it as it is.
ProvidedInSomeWay: TypeAlias = (
    Provided
    | Coroutine[Any, Any, Provided]
    | AsyncGenerator[Provided, None]
    | AsyncIterator[Provided]
)

# Whether a function that returns an iterator is a generator function, its type does not show. So one
# signature takes both, and what the parameter declares decides. mypy cannot solve it for what is
# awaited or iterated, and goes on to the other signatures, which nobody else reaches.
Dependency: TypeAlias = (
    SecurityScheme[Provided]
    | type[Provided]
    | Callable[..., Provided | Awaitable[Provided] | AsyncIterable[Provided] | Iterator[Provided]]
)


@overload
def Depends(
    dependency: Dependency[Provided],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...


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
    dependency: type[Provided],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...


@overload
def Depends(
    dependency: SecurityScheme[Provided],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...


@overload
def Depends(
    dependency: Callable[..., AsyncIterable[Provided]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...


@overload
def Depends(
    dependency: Callable[..., Iterator[Provided]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...


@overload
def Depends(
    dependency: Callable[..., Awaitable[Provided]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...


@overload
def Depends(
    dependency: Callable[..., ProvidedInSomeWay[Provided]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...


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
    dependency: Dependency[Provided],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...


@overload
def Security(
    dependency: None = None,
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Any: ...


@overload
def Security(
    dependency: type[Provided],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...


@overload
def Security(
    dependency: SecurityScheme[Provided],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...


@overload
def Security(
    dependency: Callable[..., AsyncIterable[Provided]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...


@overload
def Security(
    dependency: Callable[..., Iterator[Provided]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...


@overload
def Security(
    dependency: Callable[..., Awaitable[Provided]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...


@overload
def Security(
    dependency: Callable[..., ProvidedInSomeWay[Provided]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...


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
