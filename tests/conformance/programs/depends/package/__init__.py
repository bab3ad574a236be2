from .sub import CurrentId, get_id
from .sub.users import *

__all__ = ["CurrentId", "User", "get_id", "get_user"]
