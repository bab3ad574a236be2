from . import deps as deps
from .deps import User as User
from .deps import get_name as name_of
from .deps import get_user as get_user

__all__ = ["User", "deps", "get_user", "name_of"]
