from typing import Literal, overload

from fastapi.security.base import _AutoErrorT_co, _FastAPIScheme
from typing_extensions import TypeVar

_KeyT_co = TypeVar("_KeyT_co", default=str | None, covariant=True)

class APIKeyQuery(APIKeyBase, _FastAPIScheme[_KeyT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: APIKeyQuery[str, Literal[True]], auto_error: Literal[True] = True
    ) -> None: ...
    @overload
    def __init__(
        self: APIKeyQuery[str | None, Literal[False]], *, auto_error: Literal[False]
    ) -> None: ...
    @overload
    def __init__(self: APIKeyQuery[str | None, bool]) -> None: ...
    async def __call__(self) -> _KeyT_co: ...

class APIKeyHeader(APIKeyBase, _FastAPIScheme[_KeyT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: APIKeyHeader[str, Literal[True]], auto_error: Literal[True] = True
    ) -> None: ...
    @overload
    def __init__(
        self: APIKeyHeader[str | None, Literal[False]], *, auto_error: Literal[False]
    ) -> None: ...
    @overload
    def __init__(self: APIKeyHeader[str | None, bool]) -> None: ...
    async def __call__(self) -> _KeyT_co: ...

class APIKeyCookie(APIKeyBase, _FastAPIScheme[_KeyT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: APIKeyCookie[str, Literal[True]], auto_error: Literal[True] = True
    ) -> None: ...
    @overload
    def __init__(
        self: APIKeyCookie[str | None, Literal[False]], *, auto_error: Literal[False]
    ) -> None: ...
    @overload
    def __init__(self: APIKeyCookie[str | None, bool]) -> None: ...
    async def __call__(self) -> _KeyT_co: ...
