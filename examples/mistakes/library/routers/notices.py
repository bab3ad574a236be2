"""The notice board, which other programs read as well."""

import asyncio
import sqlite3
from collections.abc import Generator
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

router = APIRouter(prefix="/notices")
application = FastAPI(title="Notice board")

# The button "Authorize" of the documentation posts to a path that there is not: a 404.
editor = OAuth2PasswordBearer(tokenUrl="notices/login")  # mistake: fastapi-token-url


@router.post("/token")
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    """Give an editor a token."""
    return {"access_token": form.username, "token_type": "bearer"}


def get_notices() -> Generator[sqlite3.Connection]:
    """Provide the notices, which have a database of their own."""
    notices = sqlite3.connect("notices.db", check_same_thread=False)
    yield notices
    # Where a handler raises, the yield does, and this is never reached.
    notices.close()  # mistake: fastapi-teardown


Notices = Annotated[sqlite3.Connection, Depends(get_notices)]


@application.on_event("startup")
def announce() -> None:
    """Say that the board hangs."""
    print("The notice board is open")


@router.get("")
def list_notices(notices: Notices, response: Response) -> Response:
    """List all notices, for anybody to keep for a minute."""
    # What is sent is the other response, without the header.
    response.headers["Cache-Control"] = "max-age=60"  # mistake: fastapi-injected-response
    return JSONResponse(list(notices.iterdump()))


@router.post("/{number}/read", status_code=202)
def mark_as_read(number: int, tasks: BackgroundTasks) -> dict[str, int]:
    """Count who has read a notice."""
    if number < 0:
        # The answer of an exception has no tasks: this one never runs.
        tasks.add_task(print, "refused", number)  # mistake: fastapi-background
        raise HTTPException(404)
    return {"number": number}


@router.get("/{number}/wait")
def wait_for_reader(number: int) -> dict[str, int]:
    """Wait until somebody has read a notice."""
    # FastAPI calls this function in a thread, where no loop runs: a RuntimeError and a 500.
    asyncio.get_running_loop()  # mistake: fastapi-event-loop
    return {"number": number}


# The first function with this path answers all requests.
@router.get("/{count}/wait")  # mistake: fastapi-router
def wait_for_readers(count: int) -> dict[str, int]:
    """Wait until as many have read it."""
    return {"count": count}


@router.get("/newest", dependencies=[Depends(editor)])
def show_newest(request: Request) -> RedirectResponse:
    """Lead to the newest notice."""
    # There is no route of this name: NoMatchFound, a 500.
    return RedirectResponse(request.url_for("list_notes"))  # mistake: fastapi-url-for
