from collections.abc import Callable

from fastapi import Depends, HTTPException


def require_role(needed: str = "admin") -> Callable[..., None]:
    def check_role(role: str = "guest") -> None:
        if role != needed:
            raise HTTPException(403)

    return check_role


PROTECTED = [Depends(require_role)]
ADMINS = [Depends(require_role("admin"))]
