"""Response-scoped dependencies and strictly typed routers for FastAPI."""

from . import status
from .applications import ScopedFastAPI
from .dependencies import response_scoped_dependency
from .params import Depends, Security
from .route_listing import method_paths_from_routes
from .routing import ScopedRoute, ScopedRouter

__all__ = [
    "Depends",
    "ScopedFastAPI",
    "ScopedRoute",
    "ScopedRouter",
    "Security",
    "method_paths_from_routes",
    "response_scoped_dependency",
    "status",
]
