"""Rooms to read in, and who has booked them."""

import sqlite3

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Query
from pydantic import BaseModel

from ..auth import CurrentMember
from ..database import Connection, get_connection

router = APIRouter(prefix="/rooms", tags=["rooms"])


class Room(BaseModel):
    """A room of the library."""

    id: int
    name: str
    seats: int


class Booking(BaseModel):
    """A room that is taken."""

    room_id: int
    member_id: int


ROOMS = [Room(id=1, name="Silence", seats=8), Room(id=2, name="Garden", seats=4)]


@router.get("")
def list_rooms(seats: int = Query(1, ge=1)) -> list[Room]:
    """List the rooms with at least so many seats."""
    return [room for room in ROOMS if room.seats >= seats]


@router.get("/largest")
def show_largest_room() -> Room:
    """Show the room for the most readers."""
    # The Query object itself arrives as `seats`: a TypeError and a 500.
    return max(list_rooms(), key=lambda room: room.seats)  # mistake: fastapi-direct-call


# FastAPI looks for `number` in the query, and answers every request with a 422.
@router.get("/{room_number}")  # mistake: fastapi-path
def show_room(number: int) -> Room:
    """Show a room."""
    return ROOMS[number - 1]


@router.get("/{room_id}/plan")
def show_plan(room_id: int):
    """Show where the seats are."""
    if room_id > len(ROOMS):
        # Sent as a 200, with the exception in the body.
        return HTTPException(404, "There is no such room")  # mistake: fastapi-return
    if room_id < 1:
        # Sent as a 200, with the body [{"error": "..."}, 400].
        return {"error": "Rooms are counted from one"}, 400  # mistake: fastapi-return
    return {"rows": ROOMS[room_id - 1].seats // 2}


@router.get("/{room_id}/bookings", response_model=list[Booking])
# A room is no booking: FastAPI cannot validate it, and answers with a 500.
def list_bookings(room_id: int) -> list[Room]:  # mistake: fastapi-response-model
    """List who comes."""
    return [room for room in ROOMS if room.id == room_id]


@router.post("/{room_id}/bookings", status_code=201)
def book_room(
    room_id: int,
    member: CurrentMember,
    # In the default scope the commit comes after the response: a client that asks at once for what
    # it was told is there may not find it.
    connection: sqlite3.Connection = Depends(get_connection),  # mistake: fastapi-late-commit
) -> Booking:
    """Take a room."""
    connection.execute("INSERT INTO bookings VALUES (?, ?)", (room_id, member.id))
    return Booking(room_id=room_id, member_id=member.id)


def remind(connection: sqlite3.Connection, room_id: int) -> None:
    """Write to everybody who has booked a room."""
    for row in connection.execute("SELECT member_id FROM bookings WHERE room_id = ?", (room_id,)):
        print(f"Dear member {row['member_id']}, your room is waiting")


@router.post("/{room_id}/reminders", status_code=202)
def send_reminders(room_id: int, connection: Connection, tasks: BackgroundTasks) -> None:
    """Remind everybody who has booked a room."""
    # `Connection` is closed before the response is sent, and the task runs after that.
    tasks.add_task(remind, connection, room_id)  # mistake: fastapi-scope
