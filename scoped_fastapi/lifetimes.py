"""What the response-scoped dependencies of one request share, and how they are closed."""

from collections.abc import MutableMapping
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any

from anyio import CancelScope
from starlette.responses import Response

from .closing import Closer
from .fastapi_internals import cleanup_scope, function_stack
from .plain_routes import check_running_route

__all__ = ["Lifetime", "lifetime_of"]

_LIFETIME = "scoped_fastapi.lifetime"


class Lifetime:
    """What the response-scoped dependencies of one request share.

    `stack` is FastAPI's own: native `scope="function"` dependencies are on it too, and so whichever
    depends on which, the last to open is the first to close. `response` is None until the handler's
    response is known, and stays None where it cannot be (plain routers, websockets).
    """

    __slots__ = ("response", "shield", "stack")

    def __init__(self, stack: AsyncExitStack, shield: CancelScope) -> None:
        self.stack: AsyncExitStack = stack
        self.shield: CancelScope = shield
        self.response: Response | None = None

    def close_with(self, closer: Closer) -> None:
        """Have the stack close a dependency, shielded from cancellation."""

        async def close(
            _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
        ) -> bool:
            was_shielded = self.shield.shield
            self.shield.shield = True
            try:
                outcome = await closer.close(error, self.response)
            finally:
                self.shield.shield = was_shielded
            if outcome is not None and outcome is not error:
                raise outcome
            return False

        self.stack.push_async_exit(close)


def lifetime_of(scope: MutableMapping[str, Any]) -> Lifetime:
    """Return the lifetime of the request whose ASGI scope this is, made at the first call.

    Raises:
        DependencyScopeError: a request-scoped generator depends on a response-scoped value.
    """
    stack = function_stack(scope)
    lifetime = scope.get(_LIFETIME)
    # A scope may be handed to another application, which opens a stack of its own.
    if not isinstance(lifetime, Lifetime) or lifetime.stack is not stack:
        check_running_route(scope)
        lifetime = scope[_LIFETIME] = Lifetime(stack, cleanup_scope(scope))
    return lifetime
