"""`fastapi-lifespan` on snippets."""

from __future__ import annotations

from .snippets import check


def test_events_beside_a_lifespan() -> None:
    check("""
        async def lifespan(app): yield
        one = FastAPI(lifespan=lifespan)
        router = APIRouter(lifespan=lifespan)
        none = FastAPI(lifespan=None)

        @one.on_event("startup")  # E[fastapi-lifespan]
        async def start() -> None: ...

        one.router.on_event("shutdown")(start)  # E[fastapi-lifespan]
        one.add_event_handler("startup", start)  # E[fastapi-lifespan]

        @router.on_event("startup")  # E[fastapi-lifespan]
        def start_router() -> None: ...
        one.include_router(router)

        @app.on_event("startup")
        def start_app() -> None: ...

        @none.on_event("startup")
        def start_none() -> None: ...
    """)


def test_arguments() -> None:
    check("""
        async def lifespan(app): yield
        def start() -> None: ...
        FastAPI(lifespan=lifespan, on_startup=[start])  # E[fastapi-lifespan]
        FastAPI(lifespan=lifespan, on_startup=None)
        FastAPI(on_startup=[start])
    """)


def test_mounted_applications() -> None:
    check(
        """
        from starlette.routing import Mount
        from parts import part, eventful, plain
        async def lifespan(app): yield
        sub = FastAPI(lifespan=lifespan)
        app.mount("/sub", sub)  # E[fastapi-lifespan]
        app.mount("/part", app=part)  # E[fastapi-lifespan]
        app.mount("/eventful", eventful)  # E[fastapi-lifespan]
        app.mount("/plain", plain)
        app.include_router(APIRouter(lifespan=lifespan))
        routes = [Mount("/sub", app=sub)]  # E[fastapi-lifespan]
        """,
        {
            "parts": "from fastapi import FastAPI\nasync def lifespan(app): yield\n"
            "part = FastAPI(lifespan=lifespan)\nplain = FastAPI()\neventful = FastAPI()\n"
            "@eventful.on_event('startup')\ndef start(): ...\n"
        },
    )


def test_applications_that_functions_make() -> None:
    check("""
        async def lifespan(app): yield

        def made() -> FastAPI:
            return FastAPI(lifespan=lifespan)

        def filled() -> FastAPI:
            sub = FastAPI()
            sub.add_event_handler("startup", print)
            return sub

        def plain() -> FastAPI:
            return FastAPI()

        def either(a: bool) -> FastAPI:
            if a:
                return FastAPI()
            return FastAPI(lifespan=lifespan)

        app.mount("/a", made())  # E[fastapi-lifespan]
        app.mount("/b", filled())  # E[fastapi-lifespan]
        app.mount("/c", plain())
        app.mount("/d", either(True))
        app.host("a.example.com", made())  # E[fastapi-lifespan]
    """)


def test_events_of_a_router_that_an_application_without_a_lifespan_includes() -> None:
    check("""
        async def lifespan(app): yield
        router = APIRouter(lifespan=lifespan)

        @router.on_event("startup")
        def start_router() -> None: ...
        app.include_router(router)
    """)
