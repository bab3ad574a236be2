from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Coroutine,
    Generator,
    Iterator,
)
from typing import IO, Any, Protocol, TypeAlias, overload

from fastapi.security.base import SecurityBase
from typing_extensions import TypeVar

_ProvidedT = TypeVar("_ProvidedT")
_ProvidedOrAnyT = TypeVar("_ProvidedOrAnyT", default=Any)
_FileT = TypeVar("_FileT", bound=IO[Any])
_ProvidedT_co = TypeVar("_ProvidedT_co", covariant=True)

# What provides nothing stands in lists of dependencies, where FastAPI's own type, and those of others
# who pass one on, are lists of markers: so that has to fit everything.
_ProvidesNothing: TypeAlias = Callable[
    ..., Awaitable[None] | AsyncIterator[None] | Iterator[None] | None
]

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
# what was decided with it, no type shows: whether there may be None, alone or in a tuple.
class _SignedAtRunTime(Protocol[_ProvidedT_co]):
    def __call__(
        self, /, *args: object, **kwargs: object
    ) -> Coroutine[Any, Any, _ProvidedT_co | tuple[Any, ...] | None]: ...

# For pyright, which evaluates an overloaded call twice, and each signature again: everything in one.
# A function that takes anything can be called with what no other one takes, which costs less to ask
# than whether it is of a protocol.
class _Unspeakable: ...

_SignatureUnknown: TypeAlias = Callable[
    [
        _Unspeakable,
        _Unspeakable,
        _Unspeakable,
        _Unspeakable,
        _Unspeakable,
        _Unspeakable,
        _Unspeakable,
        _Unspeakable,
    ],
    Coroutine[Any, Any, _ProvidedT | tuple[Any, ...] | None],
]
_Dependency: TypeAlias = (
    _SignatureUnknown[_ProvidedT]
    | Callable[
        ...,
        _ProvidedT | Awaitable[_ProvidedT] | AsyncIterable[_ProvidedT] | Iterator[_ProvidedT],
    ]
    | type[_ProvidedT]
    | SecurityBase[_ProvidedT]
)

# Of two definitions pyright and basedpyright take the last, mypy, zuban and ty the one whose
# condition holds. mypy does not solve the single signature for what is awaited or iterated, and ty
# takes all of its solutions together.
MYPY = True
if MYPY:
    @overload
    def Depends(dependency: _ProvidesNothing) -> Any: ...
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
    def Security(dependency: _ProvidesNothing) -> Any: ...
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
else:
    def Depends(
        dependency: _ProvidesNothing | _Dependency[_ProvidedOrAnyT] | None = None,
    ) -> _ProvidedOrAnyT: ...
    def Security(
        dependency: _ProvidesNothing | _Dependency[_ProvidedOrAnyT] | None = None,
    ) -> _ProvidedOrAnyT: ...
