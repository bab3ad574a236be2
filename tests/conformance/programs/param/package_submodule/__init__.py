from . import deps
from .deps import DEPENDENCIES
