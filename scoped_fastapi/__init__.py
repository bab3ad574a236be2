"""Response-scoped dependencies and strictly typed routers for FastAPI."""
