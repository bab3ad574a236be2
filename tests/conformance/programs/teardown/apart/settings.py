from __future__ import annotations

from functools import cache, lru_cache


@lru_cache  # E[fastapi-teardown]
async def get_settings() -> dict[str, str]:
    return {"name": "bookshop"}


@cache
def get_plain_settings() -> dict[str, str]:
    return {"name": "bookshop"}


# Who calls it, and keeps what comes of it, is nobody's dependency.
@cache
async def get_of_nobody() -> dict[str, str]:
    return {"name": "bookshop"}
