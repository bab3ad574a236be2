"""`fastapi-teardown` on snippets."""

from __future__ import annotations

from .snippets import check

ROUTE = """
        @app.get("/a")
        def handler(x=Depends(get_x)) -> None: ...
"""
SESSION = """
        class Session:
            def close(self) -> None: ...
            def commit(self) -> None: ...
            def rollback(self) -> None: ...
            def __enter__(self): return self
            def __exit__(self, *args) -> None: ...
"""


def test_skipped() -> None:
    check(f"""
        {SESSION}
        def get_x():
            session = Session()
            yield session
            session.close()  # E[fastapi-teardown]
        {ROUTE}
    """)


def test_skipped_behind_a_handler_that_raises() -> None:
    check(f"""
        {SESSION}
        def get_x():
            session = Session()
            try:
                yield session
            except Exception:
                session.rollback()
                raise
            session.close()
        {ROUTE}
    """)


def test_closed_whatever_happens() -> None:
    check(f"""
        {SESSION}
        def get_x():
            session = Session()
            try:
                yield session
            finally:
                session.close()
        def get_y():
            with Session() as session:
                yield session
                session.close()
        def get_z():
            session = Session()
            yield session
            print("done")
        def fixture():
            session = Session()
            yield session
            session.close()
        {ROUTE}
        @app.get("/b")
        def other(y=Depends(get_y), z=Depends(get_z)) -> None: ...
    """)


def test_swallowed() -> None:
    check(f"""
        {SESSION}
        from contextlib import suppress
        def get_x():
            session = Session()
            try:
                yield session
            except Exception:  # E[fastapi-teardown]
                session.rollback()
            finally:
                session.close()
        def get_y():
            try:
                yield 1
            except (ValueError, HTTPException) as error:  # E[fastapi-teardown]
                print(error)
        def get_z():
            with suppress(Exception):  # E[fastapi-teardown]
                yield 1
        def get_f():
            try:
                yield 1
            finally:
                return  # E[fastapi-teardown]
        {ROUTE}
        @app.get("/b")
        def other(y=Depends(get_y), z=Depends(get_z), f=Depends(get_f)) -> None: ...
    """)


def test_let_out_again() -> None:
    check(f"""
        {SESSION}
        def fail() -> None:
            raise HTTPException(409)
        def get_x():
            try:
                yield 1
            except ValueError as error:
                raise HTTPException(400) from error
        def get_y(ok: bool):
            try:
                yield 1
            except ValueError:
                if ok:
                    raise
        def get_z():
            try:
                value = 1
            except Exception:
                value = 2
            yield value
        def get_f():
            try:
                yield 1
            except ValueError:
                fail()
        async def get_w():
            try:
                yield 1
            except asyncio.CancelledError:
                pass
        {ROUTE}
        @app.get("/b")
        def other(y=Depends(get_y), z=Depends(get_z), f=Depends(get_f), w=Depends(get_w)) -> None: ...
    """)


def test_taken_by_hand() -> None:
    check(f"""
        {SESSION}
        def get_x():
            session = Session()
            try:
                yield session
            finally:
                session.close()
        async def get_y():
            session = Session()
            try:
                yield session
            finally:
                session.close()
        def numbers():
            yield 1
        def work() -> None:
            next(get_x())  # E[fastapi-teardown]
            kept = get_x()
            next(kept)
            next(numbers())
        async def work_async() -> None:
            await anext(get_y())  # E[fastapi-teardown]
            await get_y().__anext__()  # E[fastapi-teardown]
        {ROUTE}
    """)


def test_loops() -> None:
    check(f"""
        {SESSION}
        async def inner():
            session = Session()
            try:
                yield session
            finally:
                session.close()
        def plain():
            yield 1
        async def get_x():
            async for session in inner():  # E[fastapi-teardown]
                yield session
        def get_y():
            for value in plain():
                yield value
        {ROUTE}
        @app.get("/b")
        def other(y=Depends(get_y)) -> None: ...
    """)


def test_cached() -> None:
    check(f"""
        from functools import cache, lru_cache
        @lru_cache  # E[fastapi-teardown]
        async def get_x() -> int:
            return 1
        @lru_cache(maxsize=1)  # E[fastapi-teardown]
        def get_y():
            yield 1
        @cache
        def get_z() -> int:
            return 1
        {ROUTE}
        @app.get("/b")
        def other(y=Depends(get_y), z=Depends(get_z)) -> None: ...
    """)


def test_what_is_raised_later_or_by_others() -> None:
    check(f"""
        {SESSION}
        import logging
        def handle(error: Exception) -> None:
            if error:
                raise HTTPException(404)
        def get_x():
            failed = None
            try:
                yield 1
            except Exception as error:
                failed = error
            if failed:
                raise failed
        def get_y():
            try:
                yield 1
            except Exception as error:
                logging.info("before")
                handle(error)
        def get_z():
            try:
                yield 1
            except Exception as error:  # E[fastapi-teardown]
                logging.info(error)
        {ROUTE}
        @app.get("/b")
        def other(y=Depends(get_y), z=Depends(get_z)) -> None: ...
    """)
