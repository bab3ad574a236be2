from __future__ import annotations

from fastapi import HTTPException
from fastapi.responses import JSONResponse, RedirectResponse


def to_login(path: str) -> RedirectResponse:
    return RedirectResponse(f"/login?next={path}")


def unauthorized(text):
    return JSONResponse({"detail": text}, status_code=401)


def forbidden(text):
    answer = unauthorized(text)
    return answer


def refuse(text):
    raise HTTPException(401, text)
