import asyncio

from .main import app, log


async def start() -> None:
    async with app.router.lifespan_context(app):
        pass


def check_start() -> None:
    log.clear()
    asyncio.run(start())
    assert log == ["lifespan"]
