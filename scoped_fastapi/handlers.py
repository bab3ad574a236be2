"""What stands around the handler that FastAPI builds for a `ScopedRoute`: one lifetime.

Everything response-scoped is opened and closed in here, once for each time that the handler is
called: a route class of one's own that overrides `get_route_handler` stands around that, sees what
a dependency raises while it is closed, and may call the handler again.
"""

import inspect
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from typing import Any, cast

from anyio import CancelScope
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import ValidationException
from starlette.requests import Request
from starlette.responses import Response

from .fastapi_internals import (
    Handler,
    cleanup_scope,
    lent_cleanup_scope,
    telemetry_data,
)
from .lifetimes import Lifetime, begin, end
from .no_body import NO_BODY_STATUSES, without_body
from .overrides import ScopedOverridesProvider
from .scopes import Natives, has_response_scoped, natives_below
from .solver import Plan, Solving, plan_for

__all__ = ["ScopedHandler"]


class ScopedHandler:
    """Handles the requests of one route, or of one inclusion of it.

    `build` makes FastAPI's handler for a tree of dependencies. It is called, and the faster solver's
    plan made, for the first request: of the many routes that are only included somewhere, they
    would never be used. With a `body` the plan runs after FastAPI has read it.
    """

    def __init__(
        self,
        dependant: Dependant,
        build: Callable[[Dependant], Handler],
        overrides: ScopedOverridesProvider | None,
        *,
        body: bool,
    ) -> None:
        self._dependant: Dependant = dependant
        self._build: Callable[[Dependant], Handler] = build
        self._overrides: ScopedOverridesProvider | None = overrides
        # Asked for each request, so without the detour.
        self._application: Any = overrides and overrides.application
        self._body: bool = body
        self._is_scoped: bool = has_response_scoped(dependant)
        self._natives: Natives = natives_below(dependant)
        self.handle: Handler = (
            self._handle_scoped
            if self._is_scoped or "function" in self._natives
            else self._handle_plain
        )

    @cached_property
    def _by_fastapi(self) -> Handler:
        return self._build(self._dependant)

    @cached_property
    def _plan(self) -> Plan | None:
        return plan_for(self._dependant) if self._is_scoped else None

    @cached_property
    def _after_plan(self) -> Handler:
        plan = cast("Plan", self._plan)
        return self._build(plan.running_inside() if self._body else plan.dependant)

    async def _handle_plain(self, request: Request) -> Response:
        """Handle a request that opens nothing here, unless the handler does so by hand."""
        if self._application is not None and self._application.dependency_overrides:
            return await self._handle_scoped(request)
        response: Response | None = None
        outcome: BaseException | None = None
        marks = begin(request.scope)
        try:
            response = await self._by_fastapi(request)
        except BaseException as error:
            outcome = error
        lifetime = end(marks)
        if lifetime is not None:
            outcome = await lifetime.close(outcome, response)
        if outcome is not None:
            try:
                raise outcome
            finally:
                outcome = None  # or it would keep itself alive through its own traceback
        return _bodiless(response)

    async def _handle_scoped(self, request: Request) -> Response:
        """Handle a request in a lifetime, solved with the plan where that is right for it."""
        natives = self._natives
        solving: Solving | None = None
        if self._overrides is not None and (overrides := self._overrides.dependency_overrides):
            natives = natives_below(self._dependant, overrides)
        # Telemetry is told about a request by FastAPI's solver.
        elif self._plan is not None and telemetry_data() is None:
            solving = self._plan.solving(request)
        lifetime = solving or Lifetime()
        response: Response | None = None
        outcome: BaseException | None = None
        # Entered before anything that a dependency could enter and hold open over its yield.
        with self._shield(request, natives) if natives else CancelScope() as lifetime.shield:
            if "function" in natives:
                lifetime.take_the_place_of_fastapis(request.scope)
            marks = begin(request.scope, lifetime)
            try:
                if solving is None:
                    response = await self._by_fastapi(request)
                else:
                    if not self._body:
                        await solving.run()
                    response = await self._after_plan(request)
                response = _bodiless(response)
            except BaseException as error:
                outcome = error
                if solving is not None:
                    self._point_at_endpoint(error)
            if solving is not None:
                solving.forget()
            try:
                outcome = await lifetime.close(outcome, response)
            finally:
                end(marks)
        if outcome is not None:
            try:
                raise outcome
            finally:
                outcome = None
        # Once more: a dependency may have set the status.
        return _bodiless(response)

    def _point_at_endpoint(self, error: BaseException) -> None:
        """Have the message of `error` name the file of the handler, not that of its wrapper.

        Newer versions of FastAPI name it; they read the line and the name through `__wrapped__`.
        """
        if isinstance(error, ValidationException) and getattr(error, "endpoint_file", None):
            endpoint = cast("Callable[..., Any]", self._dependant.call)
            vars(error)["endpoint_file"] = inspect.getsourcefile(inspect.unwrap(endpoint))

    def _shield(self, request: Request, natives: Natives) -> AbstractContextManager[CancelScope]:
        """Give the cancel scope that shields the end of the lifetime.

        FastAPI shields with one that lasts as long as the request, which it has to where something
        request-scoped could hold a scope of its own.
        """
        if "request" in natives:
            return _taken_down(cleanup_scope(request.scope))
        return lent_cleanup_scope(request.scope)


@contextmanager
def _taken_down(shield: CancelScope) -> Generator[CancelScope]:
    """Give a shield that others use, too, and take it down again."""
    was_shielded = shield.shield
    try:
        yield shield
    finally:
        shield.shield = was_shielded


def _bodiless(response: Response | None) -> Response:
    assert response is not None
    return without_body(response) if response.status_code in NO_BODY_STATUSES else response
