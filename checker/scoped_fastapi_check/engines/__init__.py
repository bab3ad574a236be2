"""Engines answer the questions about types that rules ask; the one inside mypy is `scoped_fastapi_mypy`."""
