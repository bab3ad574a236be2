from .cached import cached
from .users import get_user

get_user = cached(get_user)
