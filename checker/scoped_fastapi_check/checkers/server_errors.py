"""What can become of a server that is asked something."""

__all__ = ["ServerFailedError", "ServerHangsError"]


class ServerFailedError(Exception):
    """A language server ended, hung or was not understood; the message says which."""


class ServerHangsError(ServerFailedError):
    """A language server gave no answer in its time."""
