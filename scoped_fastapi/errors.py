"""The errors this package raises itself."""

from fastapi.exceptions import FastAPIError

__all__ = ["DependencyLifetimeError", "NeedsRequestError", "NoBodyStatusError"]


class DependencyLifetimeError(FastAPIError):
    """A response-scoped dependency broke the contract of its lifetime.

    It yielded twice or never, swallowed the exception that was thrown into it, or was opened where
    nothing could close it. The message names the dependency and says how to fix it.
    """


class NeedsRequestError(DependencyLifetimeError, TypeError):
    """A response-scoped dependency was opened without a request and without what it reads from one.

    The message names the parameter. Python calls an argument that is missing a `TypeError`.
    """


class NoBodyStatusError(FastAPIError, AssertionError):
    """A route promises a response body for a status that cannot have one.

    FastAPI reports the same mistake with a bare `AssertionError`, so code that expects that one
    still works.
    """
