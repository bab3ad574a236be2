from typing import Literal, overload

from fastapi.security.base import _AutoErrorT_co, _FastAPIScheme
from typing_extensions import TypeVar

_CredentialsT_co = TypeVar(
    "_CredentialsT_co", default=HTTPAuthorizationCredentials | None, covariant=True
)
_BasicCredentialsT_co = TypeVar(
    "_BasicCredentialsT_co", default=HTTPBasicCredentials | None, covariant=True
)

class HTTPBase(SecurityBase, _FastAPIScheme[_CredentialsT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: HTTPBase[HTTPAuthorizationCredentials, Literal[True]],
        auto_error: Literal[True] = True,
    ) -> None: ...
    @overload
    def __init__(
        self: HTTPBase[HTTPAuthorizationCredentials | None, Literal[False]],
        *,
        auto_error: Literal[False],
    ) -> None: ...
    @overload
    def __init__(self: HTTPBase[HTTPAuthorizationCredentials | None, bool]) -> None: ...
    async def __call__(self) -> _CredentialsT_co: ...

class HTTPBasic(HTTPBase[_BasicCredentialsT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: HTTPBasic[HTTPBasicCredentials, Literal[True]], auto_error: Literal[True] = True
    ) -> None: ...
    @overload
    def __init__(
        self: HTTPBasic[HTTPBasicCredentials | None, Literal[False]], *, auto_error: Literal[False]
    ) -> None: ...
    @overload
    def __init__(self: HTTPBasic[HTTPBasicCredentials | None, bool]) -> None: ...
    async def __call__(self) -> _BasicCredentialsT_co: ...

class HTTPBearer(HTTPBase[_CredentialsT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: HTTPBearer[HTTPAuthorizationCredentials, Literal[True]],
        auto_error: Literal[True] = True,
    ) -> None: ...
    @overload
    def __init__(
        self: HTTPBearer[HTTPAuthorizationCredentials | None, Literal[False]],
        *,
        auto_error: Literal[False],
    ) -> None: ...
    @overload
    def __init__(self: HTTPBearer[HTTPAuthorizationCredentials | None, bool]) -> None: ...
    async def __call__(self) -> _CredentialsT_co: ...

class HTTPDigest(HTTPBase[_CredentialsT_co, _AutoErrorT_co]):
    @overload
    def __init__(
        self: HTTPDigest[HTTPAuthorizationCredentials, Literal[True]],
        auto_error: Literal[True] = True,
    ) -> None: ...
    @overload
    def __init__(
        self: HTTPDigest[HTTPAuthorizationCredentials | None, Literal[False]],
        *,
        auto_error: Literal[False],
    ) -> None: ...
    @overload
    def __init__(self: HTTPDigest[HTTPAuthorizationCredentials | None, bool]) -> None: ...
    async def __call__(self) -> _CredentialsT_co: ...
