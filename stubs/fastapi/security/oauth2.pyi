from typing import Literal, overload

from fastapi.security.base import _AutoErrorT_co, _FastAPIScheme
from typing_extensions import TypeVar

_TokenT_co = TypeVar("_TokenT_co", default=str | None, covariant=True)

class OAuth2(SecurityBase, _FastAPIScheme[_TokenT_co, _AutoErrorT_co]):
    @overload
    def __init__(self: OAuth2[str, Literal[True]], auto_error: Literal[True] = True) -> None: ...
    @overload
    def __init__(
        self: OAuth2[str | None, Literal[False]], *, auto_error: Literal[False]
    ) -> None: ...
    @overload
    def __init__(self: OAuth2[str | None, bool]) -> None: ...
    async def __call__(self) -> _TokenT_co: ...

class OAuth2PasswordBearer(OAuth2[_TokenT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: OAuth2PasswordBearer[str, Literal[True]], auto_error: Literal[True] = True
    ) -> None: ...
    @overload
    def __init__(
        self: OAuth2PasswordBearer[str | None, Literal[False]], *, auto_error: Literal[False]
    ) -> None: ...
    @overload
    def __init__(self: OAuth2PasswordBearer[str | None, bool]) -> None: ...
    async def __call__(self) -> _TokenT_co: ...

class OAuth2AuthorizationCodeBearer(OAuth2[_TokenT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: OAuth2AuthorizationCodeBearer[str, Literal[True]], auto_error: Literal[True] = True
    ) -> None: ...
    @overload
    def __init__(
        self: OAuth2AuthorizationCodeBearer[str | None, Literal[False]],
        *,
        auto_error: Literal[False],
    ) -> None: ...
    @overload
    def __init__(self: OAuth2AuthorizationCodeBearer[str | None, bool]) -> None: ...
    async def __call__(self) -> _TokenT_co: ...
