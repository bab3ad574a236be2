from .deps import CurrentUser as Me
from .deps import MaybeUser, UserId, WrongUser, get_user

__all__ = ["Me", "MaybeUser", "UserId", "WrongUser", "get_user"]
