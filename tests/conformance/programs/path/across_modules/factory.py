from collections.abc import Iterable

from fastapi import APIRouter, FastAPI


def add_routers(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    for router in routers:
        app.include_router(router)
