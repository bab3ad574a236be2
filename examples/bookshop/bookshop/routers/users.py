"""Registering, signing in and signing out."""

import secrets
from typing import Annotated

from fastapi import HTTPException, status
from fastapi.concurrency import run_in_threadpool
from fastapi.security import OAuth2PasswordRequestForm
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from scoped_fastapi import Depends, ScopedRouter

from ..database import SessionDep
from ..models import AccessToken, User
from ..passwords import hash_password, matches
from ..schemas import TokenOut, UserIn, UserOut
from ..security import BearerToken, CurrentUser, digest_of

router = ScopedRouter(tags=["users"])


@router.post("/users", status_code=status.HTTP_201_CREATED)
async def register(new: UserIn, session: SessionDep) -> UserOut:
    """Register under a name that nobody has yet."""
    user = User(name=new.name, password_hash=await run_in_threadpool(hash_password, new.password))
    session.add(user)
    try:
        await session.flush()
    except IntegrityError:
        raise HTTPException(status.HTTP_409_CONFLICT, "This name is taken") from None
    return UserOut.model_validate(user)


@router.get("/users/me")
async def show_me(user: CurrentUser) -> UserOut:
    """Show who is signed in."""
    return UserOut.model_validate(user)


@router.post("/token")
async def sign_in(
    form: Annotated[OAuth2PasswordRequestForm, Depends()], session: SessionDep
) -> TokenOut:
    """Give out an access token for a name and a password."""
    user = await session.scalar(select(User).where(User.name == form.username))
    if user is None or not await run_in_threadpool(matches, form.password, user.password_hash):
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Wrong name or password")
    token = secrets.token_urlsafe()
    session.add(AccessToken(digest=digest_of(token), user_id=user.id))
    return TokenOut(access_token=token)


@router.delete("/token", status_code=status.HTTP_204_NO_CONTENT)
async def sign_out(token: BearerToken, session: SessionDep) -> None:
    """Make the access token worthless."""
    await session.execute(delete(AccessToken).where(AccessToken.digest == digest_of(token)))
