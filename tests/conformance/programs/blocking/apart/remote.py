import time


async def get_number() -> int:
    time.sleep(0)  # E[fastapi-blocking]
    return 1


# Nobody depends on it.
async def get_other() -> int:
    time.sleep(0)
    return 1
