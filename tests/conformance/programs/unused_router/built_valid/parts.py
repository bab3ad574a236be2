from fastapi import APIRouter


def init_updates_router(publisher: object | None) -> APIRouter:
    router = APIRouter()

    @router.get("/updates")
    def updates() -> str:
        return "x"

    return router
