from __future__ import annotations

from typing import NoReturn

from fastapi import HTTPException
from fastapi.responses import JSONResponse, RedirectResponse


def success(data):
    return JSONResponse({"data": data})


def failure(text):
    if text:
        return JSONResponse({"error": text}, status_code=400)
    return success(None)


async def redirect(path):
    return RedirectResponse(path)


def refuse() -> NoReturn:
    raise HTTPException(403)


def either(data):
    if data:
        return data
    return JSONResponse({})


def nothing(data):
    if data:
        return JSONResponse({})
