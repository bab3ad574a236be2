# mypy: disable-error-code="overload-cannot-match"
# pyright: reportAssignmentType=false, reportOverlappingOverload=false

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
from typing import Any, Literal, Protocol, TypeAlias, overload

from typing_extensions import TypeVar

__all__ = ["Depends", "Security"]

Provided = TypeVar("Provided")
ProvidedOrAny = TypeVar("ProvidedOrAny", default=Any)
Provided_co = TypeVar("Provided_co", covariant=True)

Scope: TypeAlias = Literal["function", "request"]

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
    Provided | Coroutine[Any, Any, Provided] | AsyncGenerator[Provided] | AsyncIterator[Provided]
)

# What provides nothing stands in lists of dependencies, where FastAPI's own type, and those of others
# who pass one on, are lists of markers: so that has to fit everything.
ProvidesNothing: TypeAlias = Callable[
    ..., Awaitable[None] | AsyncIterable[None] | Iterator[None] | None
]

# Whether a function that returns an iterator is a generator function, its type does not show. So one
# signature takes both, and what the parameter declares decides.
Dependency: TypeAlias = (
    SecurityScheme[Provided]
    | type[Provided]
    | Callable[..., Provided | Awaitable[Provided] | AsyncIterable[Provided] | Iterator[Provided]]
)

@overload
def _Depends(
    dependency: ProvidesNothing,
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Any: ...
@overload
def _Depends(
    dependency: Dependency[Provided],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...
@overload
def _Depends(
    dependency: None = None,
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Any: ...
@overload
def _Depends(
    dependency: type[Provided],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...
@overload
def _Depends(
    dependency: SecurityScheme[Provided],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...
@overload
def _Depends(
    dependency: Callable[..., AsyncIterable[Provided]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...
@overload
def _Depends(
    dependency: Callable[..., Iterator[Provided]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...
@overload
def _Depends(
    dependency: Callable[..., Awaitable[Provided]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...
@overload
def _Depends(
    dependency: Callable[..., ProvidedInSomeWay[Provided]],
    *,
    use_cache: bool = True,
    scope: Scope | None = None,
    max_concurrency: int | None = None,
) -> Provided: ...
@overload
def _Security(
    dependency: ProvidesNothing,
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Any: ...
@overload
def _Security(
    dependency: Dependency[Provided],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...
@overload
def _Security(
    dependency: None = None,
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Any: ...
@overload
def _Security(
    dependency: type[Provided],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...
@overload
def _Security(
    dependency: SecurityScheme[Provided],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...
@overload
def _Security(
    dependency: Callable[..., AsyncIterable[Provided]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...
@overload
def _Security(
    dependency: Callable[..., Iterator[Provided]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...
@overload
def _Security(
    dependency: Callable[..., Awaitable[Provided]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...
@overload
def _Security(
    dependency: Callable[..., ProvidedInSomeWay[Provided]],
    *,
    scopes: Sequence[str] | None = None,
    use_cache: bool = True,
) -> Provided: ...

# pyright evaluates an overloaded call twice, and each signature again; one signature that takes
# everything costs a fraction. mypy cannot solve that for what is awaited or iterated. Of two
# definitions pyright and basedpyright take the last, mypy, zuban and ty the one whose condition holds.
MYPY = True
if MYPY:
    Depends = _Depends
    Security = _Security
else:
    def Depends(  # noqa: N802 - FastAPI's name
        dependency: ProvidesNothing | Dependency[ProvidedOrAny] | None = None,
        *,
        use_cache: bool = True,
        scope: Scope | None = None,
        max_concurrency: int | None = None,
    ) -> ProvidedOrAny: ...
    def Security(  # noqa: N802 - FastAPI's name
        dependency: ProvidesNothing | Dependency[ProvidedOrAny] | None = None,
        *,
        scopes: Sequence[str] | None = None,
        use_cache: bool = True,
    ) -> ProvidedOrAny: ...
