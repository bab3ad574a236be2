"""The screen at the loan desk, which follows what a member does."""

from typing import Annotated

from fastapi import APIRouter, Depends, WebSocket

from ..database import Connection
from ..models import Member
from ..services import LoanDesk

router = APIRouter()


def member_of_screen(connection: Connection, token: str = "") -> Member | None:
    """Find the member whose card lies on the desk."""
    row = connection.execute("SELECT * FROM members WHERE token = ?", [token]).fetchone()
    return Member(**row) if row else None


@router.websocket("/desk")
async def follow_desk(
    websocket: WebSocket,
    desk: Annotated[LoanDesk, Depends()],
    # An unknown card gives None. The connection is accepted, and breaks at the first message.
    member: Annotated[Member, Depends(member_of_screen)],  # mistake: fastapi-depends
) -> None:
    """Answer every message with what the member has borrowed."""
    await websocket.accept()
    async for _ in websocket.iter_text():
        await websocket.send_json(
            {"name": member.name, "loans": len(desk.loans_of(member.id))},
        )
