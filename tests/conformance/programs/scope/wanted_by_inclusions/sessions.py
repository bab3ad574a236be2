from collections.abc import AsyncGenerator
from typing import Annotated

from fastapi import Depends, Response
from scoped_fastapi import response_scoped_dependency


@response_scoped_dependency
async def get_session() -> AsyncGenerator[str, Response]:
    response = yield "session"
    print("commit" if response.status_code < 400 else "rollback")


@response_scoped_dependency
async def get_whatever() -> AsyncGenerator[str, Response | None]:
    response = yield "whatever"
    print("sent" if response is not None else "unknown")


def audit(session: Annotated[str, Depends(get_session)]) -> str:
    return session
