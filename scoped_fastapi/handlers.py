"""What stands around the handler that FastAPI builds for a `ScopedRoute`."""

from collections.abc import Callable
from typing import Any

from anyio import CancelScope
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import ValidationException
from starlette.requests import Request
from starlette.responses import Response

from .fast_path import CLOSERS, Opened, Plan, UnresolvedError, close_all, plan_for
from .fastapi_internals import Handler
from .late_use import watching
from .lifetimes import lifetime_of
from .no_body import NO_BODY_STATUSES, without_body

__all__ = ["bodiless", "planned"]


def bodiless(build: Callable[[], Handler]) -> Handler:
    """Have responses whose status forbids a body sent without one.

    FastAPI's handler is built for the first request: of the many routes that are only included
    somewhere, it would never be called.
    """
    handler: Handler | None = None

    async def handle(request: Request) -> Response:
        nonlocal handler
        if handler is None:
            handler = build()
        response = await handler(request)
        return without_body(response) if response.status_code in NO_BODY_STATUSES else response

    return handle


def planned(
    dependant: Dependant,
    build: Callable[[Dependant], Handler],
    overrides: Any,
    *,
    body: bool,
) -> Handler:
    """Open the dependencies of a route around its handler, in one go, if that can be planned.

    With a `body` the handler that is built opens them, after it has read the body. FastAPI opens
    them itself as long as there are overrides or late use is watched, and for requests with invalid
    parameters, so that it is FastAPI that says everything about them. The plan is made, and each
    handler built, for the first request that needs it.
    """
    plan: Plan | None = None
    fast: Handler | None = None
    slow: Handler | None = None

    def make() -> Handler:
        nonlocal plan, fast
        plan = plan_for(dependant)
        if plan is None:
            fast = by_fastapi
        else:
            fast = build(plan.opening_first() if body else plan.dependant)
        return fast

    async def by_fastapi(request: Request) -> Response:
        nonlocal slow
        if slow is None:
            slow = build(dependant)
        lifetime = lifetime_of(request.scope)
        response = await slow(request)
        if response.status_code in NO_BODY_STATUSES:
            response = without_body(response)
        # FastAPI closes the stack of the lifetime as soon as it has the response.
        lifetime.response = response
        return response

    async def handle(request: Request) -> Response:
        handler = fast or make()
        if plan is None or watching() or (overrides is not None and overrides.dependency_overrides):
            return await by_fastapi(request)
        response: Response | None = None
        outcome: BaseException | None = None
        closers: list[Opened] = []
        request.scope[CLOSERS] = closers
        # Entered before anything that a dependency could enter and hold open over its yield.
        with CancelScope() as shield:
            try:
                if body or await plan.open(request, closers):
                    response = await handler(request)
                    if response.status_code in NO_BODY_STATUSES:
                        response = without_body(response)
            except UnresolvedError:
                pass
            except BaseException as error:
                outcome = error
                if isinstance(error, ValidationException):
                    plan.point_at_endpoint(error)
            if closers:
                shield.shield = True
                outcome = await close_all(closers, outcome, response)
            if outcome is not None:
                try:
                    raise outcome
                finally:
                    outcome = None  # or it would keep itself alive through its own traceback
            if response is not None:
                return response
        return await by_fastapi(request)

    return handle
