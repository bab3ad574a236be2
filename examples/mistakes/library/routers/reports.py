"""Reports for librarians, and for whoever finds out how to ask."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import JSONResponse
from pydantic_settings import BaseSettings

from ..auth import CurrentMember, get_current_member
from ..database import Connection
from ..models import Member, NoSuchReportError

router = APIRouter(prefix="/reports")


class ReportSettings(BaseSettings):
    """What reports may show."""

    report_key: str = "not set"


def require_report(name: str = "loans") -> Callable[[Member], None]:
    """Make what lets only those in who may read a report."""

    def check(member: CurrentMember) -> None:
        if not member.librarian:
            raise HTTPException(403, f"No {name} for you")

    return check


# The factory is called, and what it makes is dropped: anybody reads the report.
@router.get("/loans", dependencies=[Depends(require_report)])  # mistake: fastapi-guard
def report_loans(connection: Connection) -> JSONResponse:
    """Say how many books are lent, and when that was counted."""
    count: int = connection.execute("SELECT count(*) FROM loans").fetchone()[0]
    # json.dumps knows no datetime: a 500.
    return JSONResponse({"loans": count, "at": datetime.now()})  # mistake: fastapi-content


@router.get("/mine")
def report_mine(
    # The member comes from the body of the request, as the client likes it to be.
    member: Annotated[Member, get_current_member],  # mistake: fastapi-annotated
) -> str:
    """Name who is asking."""
    return member.name


@router.get("/{name}")
def read_report(
    name: str,
    # ?report_key=mine&key=mine opens every report.
    settings: Annotated[ReportSettings, Depends()],  # mistake: fastapi-settings
    key: str = "",
) -> str:
    """Show a report to those who know the key."""
    if key != settings.report_key:
        raise HTTPException(403)
    raise NoSuchReportError(name)
