"""Checks of `scoped-fastapi routes`, run as a user runs it."""
