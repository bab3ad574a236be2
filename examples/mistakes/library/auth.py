"""Who is asking."""

from typing import Annotated

from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from .database import Connection
from .models import Member

# Guests may look at the catalogue, so a request without a token is not refused here.
bearer = HTTPBearer(auto_error=False)


# Guests have no credentials: their requests end in an AttributeError and a 500.
def get_token(
    credentials: HTTPAuthorizationCredentials = Depends(bearer),  # mistake: fastapi-depends
) -> str:
    """Provide the token that was given to a member."""
    return credentials.credentials


def find_member(connection: Connection, token: Annotated[str, Depends(get_token)]) -> Member | None:
    """Find the member whom the token was given to."""
    row = connection.execute("SELECT * FROM members WHERE token = ?", [token]).fetchone()
    return Member(**row) if row else None


def get_current_member(member: Annotated[Member | None, Depends(find_member)]) -> Member:
    """Provide the member who is signed in."""
    if member is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Who are you?")
    return member


# Written before there was a get_current_member. A token that has expired gives None: a 500, no 401.
def get_librarian(
    member: Member = Depends(find_member),  # mistake: fastapi-depends
) -> Member:
    """Provide the member who is signed in, if it is a librarian."""
    if not member.librarian:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "Ask a librarian")
    return member


CurrentMember = Annotated[Member, Depends(get_current_member)]
Librarian = Annotated[Member, Depends(get_librarian)]
