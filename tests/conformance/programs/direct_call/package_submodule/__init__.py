from . import deps
