"""What keeps stubs from being written, in one line each."""

__all__ = ["StubsError"]


class StubsError(Exception):
    """Stubs could not be made, or not be written; nothing was left behind."""
