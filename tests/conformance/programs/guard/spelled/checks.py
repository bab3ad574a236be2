from collections.abc import Callable
from dataclasses import dataclass

import fastapi as f
from fastapi import Header, HTTPException
from starlette.responses import RedirectResponse as Redirect


class Guard:
    def __init__(self, role: str = "admin"):
        self.role = role

    def __call__(self, x_role: str = Header("guest")) -> None:
        if x_role != self.role:
            raise HTTPException(403)


class Auth:
    """Bound methods that make guards."""

    def needs(self, role: str = "admin") -> Callable[..., None]:
        def check(x_role: str = Header("guest")) -> None:
            if x_role != role:
                raise HTTPException(403)

        return check

    @classmethod
    def needs_class(cls, role: str = "admin") -> Callable[..., None]:
        return cls().needs(role)

    @staticmethod
    def needs_static(role: str = "admin") -> Guard:
        return Guard(role)

    async def verify(self, token: str) -> None:
        raise HTTPException(401)

    def redirect(self, x_role: str = Header("guest")):
        if x_role != "admin":
            return Redirect("/login")


class Guarded(Guard):
    pass


@dataclass
class Checked:
    """The work is done when it is made; that it can be called is for others."""

    x_role: str = Header("guest")

    def __post_init__(self) -> None:
        if self.x_role != "admin":
            raise HTTPException(403)

    def __call__(self) -> str:
        return self.x_role


auth = Auth()
admins = f.Depends(Guard)
RIGHT = f.Depends(Guard())
