from __future__ import annotations

from typing import NoReturn

from fastapi import HTTPException


def raise_404(detail: str = "not found") -> NoReturn:
    raise HTTPException(404, detail)


def bad_request(detail):
    raise HTTPException(400, detail)


async def unauthorized() -> None:
    bad_request("not authorized")


def check(name: str) -> None:
    if name:
        raise HTTPException(400)


class Errors:
    @staticmethod
    def gone() -> NoReturn:
        raise HTTPException(410)

    def refuse(self) -> None:
        raise NotImplementedError
