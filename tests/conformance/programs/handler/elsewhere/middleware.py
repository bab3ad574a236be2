from fastapi import Request

from .tokens import tokens


async def with_token(request: Request, call_next):
    await tokens.check(request)
    return await call_next(request)


async def without_answer(request: Request, call_next):
    await call_next(request)


async def passing(request: Request, call_next):
    return await call_next(request)
