from fastapi import APIRouter


def build(version: str) -> APIRouter:
    router = APIRouter(prefix=f"/{version}")

    @router.get("/status")
    def status() -> str:
        return version

    return router
