"""Who is asking."""

from hashlib import sha256
from typing import Annotated

from fastapi import HTTPException, status
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy import select

from scoped_fastapi import Depends

from .database import SessionDep
from .models import AccessToken, User

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")

BearerToken = Annotated[str, Depends(oauth2_scheme)]


def digest_of(token: str) -> str:
    """Return what the database knows of an access token."""
    return sha256(token.encode()).hexdigest()


async def get_current_user(token: BearerToken, session: SessionDep) -> User:
    """Find the user whom the token was given to."""
    user = await session.scalar(
        select(User)
        .join(AccessToken, AccessToken.user_id == User.id)
        .where(AccessToken.digest == digest_of(token))
    )
    if user is None:
        raise HTTPException(
            status.HTTP_401_UNAUTHORIZED,
            "Sign in first",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]
