from typing import Any, Generic, Literal, overload

from fastapi.security.base import _ProvidedT_co
from typing_extensions import TypeVar

_TokenT_co = TypeVar("_TokenT_co", default=str | None, covariant=True)

class OAuth2(SecurityBase[_ProvidedT_co], Generic[_TokenT_co, _ProvidedT_co]):
    @overload
    def __init__(self: OAuth2[str, str], auto_error: Literal[True] = True) -> None: ...
    @overload
    def __init__(self: OAuth2[str | None, str | None], *, auto_error: Literal[False]) -> None: ...
    @overload
    def __init__(self: OAuth2[str | None, Any]) -> None: ...
    async def __call__(self) -> _TokenT_co: ...

class OAuth2PasswordBearer(OAuth2[_TokenT_co, _ProvidedT_co]):
    @overload
    def __init__(
        self: OAuth2PasswordBearer[str, str], auto_error: Literal[True] = True
    ) -> None: ...
    @overload
    def __init__(
        self: OAuth2PasswordBearer[str | None, str | None], *, auto_error: Literal[False]
    ) -> None: ...
    @overload
    def __init__(self: OAuth2PasswordBearer[str | None, Any]) -> None: ...
    async def __call__(self) -> _TokenT_co: ...

class OAuth2AuthorizationCodeBearer(OAuth2[_TokenT_co, _ProvidedT_co]):
    @overload
    def __init__(
        self: OAuth2AuthorizationCodeBearer[str, str], auto_error: Literal[True] = True
    ) -> None: ...
    @overload
    def __init__(
        self: OAuth2AuthorizationCodeBearer[str | None, str | None],
        *,
        auto_error: Literal[False],
    ) -> None: ...
    @overload
    def __init__(self: OAuth2AuthorizationCodeBearer[str | None, Any]) -> None: ...
    async def __call__(self) -> _TokenT_co: ...
