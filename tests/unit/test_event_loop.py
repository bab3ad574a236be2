"""`fastapi-event-loop` on snippets."""

from __future__ import annotations

from .snippets import check


def test_no_loop_in_a_thread() -> None:
    check("""
        import asyncio
        from asyncio import get_running_loop

        async def work() -> None: ...

        @app.get("/a")
        def handler() -> None:
            asyncio.create_task(work())  # E[fastapi-event-loop]

        def get_loop():
            return get_running_loop()  # E[fastapi-event-loop]

        @app.get("/b")
        async def fine(loop=Depends(get_loop)) -> None:
            asyncio.create_task(work())

        @app.get("/c")
        def prepared() -> None:
            try:
                asyncio.get_running_loop()
            except RuntimeError:
                pass

        @app.get("/d")
        def own() -> None:
            asyncio.set_event_loop(asyncio.new_event_loop())
            asyncio.get_event_loop()

        @app.get("/e")
        def inner() -> None:
            async def later() -> None:
                asyncio.create_task(work())

        def helper() -> None:
            asyncio.create_task(work())
    """)


def test_a_second_loop() -> None:
    check("""
        import asyncio

        async def work() -> None: ...

        @app.get("/a")
        async def handler() -> None:
            asyncio.run(work())  # E[fastapi-event-loop]

        @app.get("/c")
        def fine() -> None:
            asyncio.run(work())

        class Own:
            def run_until_complete(self, x) -> None: ...

        @app.get("/d")
        async def own() -> None:
            Own().run_until_complete(1)
    """)


def test_prepared_for_it() -> None:
    check("""
        import asyncio
        from contextlib import suppress

        async def work() -> None: ...

        @app.get("/a")
        def suppressed() -> None:
            with suppress(RuntimeError):
                asyncio.get_running_loop()

        @app.get("/b")
        def other_error() -> None:
            with suppress(ValueError):
                asyncio.get_running_loop()  # E[fastapi-event-loop]

        @app.get("/c")
        def gathered() -> None:
            asyncio.gather(work())  # E[fastapi-event-loop]

        @app.get("/d")
        def of_futures() -> None:
            asyncio.gather(*[])
    """)


def test_functions_that_handlers_call() -> None:
    check("""
        import asyncio

        async def work() -> None: ...

        def start() -> None:
            asyncio.create_task(work())

        def start_again() -> None:
            start()

        def run() -> None:
            asyncio.run(work())

        def maybe(now: bool) -> None:
            if not now:
                return
            asyncio.run(work())

        async def main() -> None:
            start()

        @app.get("/a")
        def starts() -> None:
            start_again()  # E[fastapi-event-loop]

        @app.get("/b")
        async def runs() -> None:
            run()  # E[fastapi-event-loop]
            maybe(False)
            start()

        @app.get("/c")
        def fine() -> None:
            run()
            asyncio.run(main())
            try:
                start()
            except RuntimeError:
                pass
    """)


def test_clients_that_ask_for_the_loop_as_they_are_made() -> None:
    check("""
        import aiohttp
        import asyncpg
        from aiohttp import ClientSession, TCPConnector

        class Client:
            def __init__(self) -> None:
                self.session = ClientSession()

        def get_client() -> Client:
            return Client()  # E[fastapi-event-loop]

        def get_session():
            session = aiohttp.ClientSession(timeout=3)  # E[fastapi-event-loop]
            try:
                yield session
            finally:
                ...

        def get_pool():
            return asyncpg.create_pool("postgresql:///")  # E[fastapi-event-loop]

        def get_limited():
            return ClientSession(connector=TCPConnector(limit=3))  # E[fastapi-event-loop]

        async def get_right():
            async with ClientSession() as session:
                yield session

        kept = None

        def get_kept():
            global kept
            if kept is None:
                kept = ClientSession()
            return kept

        def get_given(loop=Depends(get_right)):
            return ClientSession(loop=loop)

        def script() -> None:
            ClientSession()

        @app.get("/")
        def read(
            a=Depends(get_client), b=Depends(get_session), c=Depends(get_pool), d=Depends(get_limited),
            e=Depends(get_right), f=Depends(get_kept), g=Depends(get_given),
        ) -> None: ...
    """)
