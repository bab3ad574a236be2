"""The bookshop with more ways to fail, a deadline for requests, and a view of its pool.

What fails here has written to the database before: nothing of it may be left.
"""

import asyncio
from typing import Any

import anyio
from bookshop.database import SessionDep, engine
from bookshop.main import app
from bookshop.models import Book, User
from bookshop.schemas import BookIn, BookOut
from bookshop.security import CurrentUser
from fastapi import HTTPException
from fastapi.responses import JSONResponse, PlainTextResponse
from sqlalchemy import event
from sqlalchemy.pool import QueuePool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scoped_fastapi import ScopedRouter

# Seconds to wait for a connection or a lock: as long as a busy machine takes. Who gave up would get a
# 500 that says nothing of what is tested, and uvicorn would close his connection with it.
PATIENCE = 900

vars(engine.pool)["_timeout"] = PATIENCE

if engine.dialect.name == "sqlite":

    @event.listens_for(engine.sync_engine, "connect")
    def wait_for_locks(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}").close()


router = ScopedRouter()


@router.get("/pool")
async def count_connections_in_use() -> int:
    assert isinstance(engine.pool, QueuePool)
    return engine.pool.checkedout()


async def write(new: BookIn, user: User, session: SessionDep) -> None:
    session.add(Book(**new.model_dump(), seller_id=user.id))
    await session.flush()


@router.post("/failures/raised-409")
async def raise_409(new: BookIn, user: CurrentUser, session: SessionDep) -> None:
    await write(new, user, session)
    raise HTTPException(409)


@router.post("/failures/returned-409")
async def return_409(new: BookIn, user: CurrentUser, session: SessionDep) -> JSONResponse:
    await write(new, user, session)
    return JSONResponse({"detail": "Returned"}, status_code=409)


@router.post("/failures/raised-500")
async def raise_500(new: BookIn, user: CurrentUser, session: SessionDep) -> None:
    await write(new, user, session)
    raise ZeroDivisionError


@router.post("/failures/returned-503")
async def return_503(
    new: BookIn, user: CurrentUser, session: SessionDep
) -> BookOut | PlainTextResponse:
    await write(new, user, session)
    return PlainTextResponse("Returned", status_code=503)


@router.post("/failures/invalid-500", response_model=BookOut)
async def return_what_is_no_book(new: BookIn, user: CurrentUser, session: SessionDep) -> Any:
    await write(new, user, session)
    return {"isbn": new.isbn}


@router.post("/failures/commit-500")
async def fail_at_the_commit(new: BookIn, user: CurrentUser, session: SessionDep) -> str:
    await write(new, user, session)
    session.add(User(name=user.name, password_hash=""))  # The name is taken: the commit fails.
    return new.isbn


class Deadline:
    """Cancels a request after as many seconds as it says, as a time limit would.

    Some limits cancel the task, others an anyio scope within it. The bookshop must survive both.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        seconds, _, kind = headers.get(b"x-deadline", b"").decode().partition(" ")
        if not seconds:
            await self.app(scope, receive, send)
            return
        started = False

        async def observe(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        if kind == "task":
            try:
                async with asyncio.timeout(float(seconds)):
                    await self.app(scope, receive, observe)
            except TimeoutError:
                pass
        else:
            with anyio.move_on_after(float(seconds)):
                await self.app(scope, receive, observe)
        if not started:
            await PlainTextResponse("Too late", status_code=504)(scope, receive, send)


app.include_router(router)
app.add_middleware(Deadline)
