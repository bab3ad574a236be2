from typing import Any, Generic, Literal, overload

from fastapi.security.base import _ProvidedT_co
from typing_extensions import TypeVar

_CredentialsT_co = TypeVar(
    "_CredentialsT_co", default=HTTPAuthorizationCredentials | None, covariant=True
)
_BasicCredentialsT_co = TypeVar(
    "_BasicCredentialsT_co", default=HTTPBasicCredentials | None, covariant=True
)

class HTTPBase(SecurityBase[_ProvidedT_co], Generic[_CredentialsT_co, _ProvidedT_co]):
    @overload
    def __init__(
        self: HTTPBase[HTTPAuthorizationCredentials, HTTPAuthorizationCredentials],
        auto_error: Literal[True] = True,
    ) -> None: ...
    @overload
    def __init__(
        self: HTTPBase[HTTPAuthorizationCredentials | None, HTTPAuthorizationCredentials | None],
        *,
        auto_error: Literal[False],
    ) -> None: ...
    @overload
    def __init__(self: HTTPBase[HTTPAuthorizationCredentials | None, Any]) -> None: ...
    async def __call__(self) -> _CredentialsT_co: ...

class HTTPBasic(HTTPBase[_BasicCredentialsT_co, _ProvidedT_co]):
    @overload
    def __init__(
        self: HTTPBasic[HTTPBasicCredentials, HTTPBasicCredentials],
        auto_error: Literal[True] = True,
    ) -> None: ...
    @overload
    def __init__(
        self: HTTPBasic[HTTPBasicCredentials | None, HTTPBasicCredentials | None],
        *,
        auto_error: Literal[False],
    ) -> None: ...
    @overload
    def __init__(self: HTTPBasic[HTTPBasicCredentials | None, Any]) -> None: ...
    async def __call__(self) -> _BasicCredentialsT_co: ...

class HTTPBearer(HTTPBase[_CredentialsT_co, _ProvidedT_co]):
    @overload
    def __init__(
        self: HTTPBearer[HTTPAuthorizationCredentials, HTTPAuthorizationCredentials],
        auto_error: Literal[True] = True,
    ) -> None: ...
    @overload
    def __init__(
        self: HTTPBearer[HTTPAuthorizationCredentials | None, HTTPAuthorizationCredentials | None],
        *,
        auto_error: Literal[False],
    ) -> None: ...
    @overload
    def __init__(self: HTTPBearer[HTTPAuthorizationCredentials | None, Any]) -> None: ...
    async def __call__(self) -> _CredentialsT_co: ...

class HTTPDigest(HTTPBase[_CredentialsT_co, _ProvidedT_co]):
    @overload
    def __init__(
        self: HTTPDigest[HTTPAuthorizationCredentials, HTTPAuthorizationCredentials],
        auto_error: Literal[True] = True,
    ) -> None: ...
    @overload
    def __init__(
        self: HTTPDigest[HTTPAuthorizationCredentials | None, HTTPAuthorizationCredentials | None],
        *,
        auto_error: Literal[False],
    ) -> None: ...
    @overload
    def __init__(self: HTTPDigest[HTTPAuthorizationCredentials | None, Any]) -> None: ...
    async def __call__(self) -> _CredentialsT_co: ...
