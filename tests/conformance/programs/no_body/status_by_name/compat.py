"""What stands between the versions of Starlette: names are looked up when they are asked for."""

from typing import Any

from starlette import status as _starlette


class _Status:
    def __getattr__(self, name: str) -> Any:
        return getattr(_starlette, name)


status = _Status()
