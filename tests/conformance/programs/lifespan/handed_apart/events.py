from fastapi import FastAPI

RUN: list[str] = []


def add_events(app: FastAPI) -> None:
    @app.on_event("startup")  # E[fastapi-lifespan]
    async def start() -> None:
        RUN.append("never")


def add_handlers(app: FastAPI) -> None:
    def stop() -> None:
        RUN.append("never")

    app.router.add_event_handler("shutdown", stop)  # E[fastapi-lifespan]


def add_old_events(app: FastAPI) -> None:
    @app.on_event("startup")
    async def start() -> None:
        RUN.append("old")


def add_shared(app: FastAPI) -> None:
    @app.on_event("startup")
    async def start() -> None:
        RUN.append("shared")


def add_chosen(app: FastAPI) -> None:
    @app.on_event("startup")
    async def start() -> None:
        RUN.append("chosen")
