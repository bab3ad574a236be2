from typing import Literal, overload

from fastapi.security.base import _AutoErrorT_co, _FastAPIScheme
from typing_extensions import TypeVar

_TokenT_co = TypeVar("_TokenT_co", default=str | None, covariant=True)

class OpenIdConnect(SecurityBase, _FastAPIScheme[_TokenT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: OpenIdConnect[str, Literal[True]], auto_error: Literal[True] = True
    ) -> None: ...
    @overload
    def __init__(
        self: OpenIdConnect[str | None, Literal[False]], *, auto_error: Literal[False]
    ) -> None: ...
    @overload
    def __init__(self: OpenIdConnect[str | None, bool]) -> None: ...
    async def __call__(self) -> _TokenT_co: ...
