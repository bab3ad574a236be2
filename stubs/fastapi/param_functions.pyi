from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Generator,
    Iterator,
)
from typing import IO, Any, Protocol, TypeAlias, TypeVar, overload

from fastapi.security.base import SecurityBase

_ProvidedT = TypeVar("_ProvidedT")
_FileT = TypeVar("_FileT", bound=IO[Any])
_ProvidedT_co = TypeVar("_ProvidedT_co", covariant=True)

# What a function may return whose kind its caller does not know.
_DependencyCallable: TypeAlias = Callable[
    ...,
    _ProvidedT
    | Coroutine[Any, Any, _ProvidedT]
    | AsyncGenerator[_ProvidedT]
    | AsyncIterator[_ProvidedT]
    | Generator[_ProvidedT],
]

# A function that takes anything is a dependency only with a signature that is made at run time, and
# what was decided with it, no type shows: whether there may be None.
class _SignedAtRunTime(Protocol[_ProvidedT_co]):
    def __call__(
        self, /, *args: object, **kwargs: object
    ) -> Coroutine[Any, Any, _ProvidedT_co | None]: ...

@overload
def Depends(dependency: SecurityBase[_ProvidedT] | type[_ProvidedT]) -> _ProvidedT: ...
@overload
def Depends(dependency: _SignedAtRunTime[_ProvidedT]) -> _ProvidedT: ...
@overload
def Depends(dependency: Callable[..., _FileT]) -> _FileT: ...
@overload
def Depends(
    dependency: Callable[
        ..., AsyncIterator[_ProvidedT] | Iterator[_ProvidedT] | Awaitable[_ProvidedT]
    ],
) -> _ProvidedT: ...
@overload
def Depends(dependency: _DependencyCallable[_ProvidedT]) -> _ProvidedT: ...
@overload
def Depends(dependency: None = None) -> Any: ...
@overload
def Security(dependency: SecurityBase[_ProvidedT] | type[_ProvidedT]) -> _ProvidedT: ...
@overload
def Security(dependency: _SignedAtRunTime[_ProvidedT]) -> _ProvidedT: ...
@overload
def Security(dependency: Callable[..., _FileT]) -> _FileT: ...
@overload
def Security(
    dependency: Callable[
        ..., AsyncIterator[_ProvidedT] | Iterator[_ProvidedT] | Awaitable[_ProvidedT]
    ],
) -> _ProvidedT: ...
@overload
def Security(dependency: _DependencyCallable[_ProvidedT]) -> _ProvidedT: ...
@overload
def Security(dependency: None = None) -> Any: ...
