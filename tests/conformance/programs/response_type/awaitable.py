# FastAPI awaits what is `async def`, nothing else.
# outcome: import
# raises: FastAPIError: Invalid args for response field!
from collections.abc import Awaitable

from fastapi import FastAPI

app = FastAPI()


async def later() -> int:
    return 1


@app.get("/")
def read() -> Awaitable[int]:  # E[fastapi-response-type]
    return later()
