"""What stands around the handler that FastAPI builds for a `ScopedRoute`: one lifetime.

Everything response-scoped is opened and closed in here, once for each time that the handler is
called: a route class of one's own that overrides `get_route_handler` stands around that, sees what
a dependency raises while it is closed, and may call the handler again.
"""

import inspect
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property, partial
from typing import Any, cast

from anyio import CancelScope
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import ValidationException
from starlette.requests import Request
from starlette.responses import Response

from .callables import yields
from .cancellation import shield_down
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


class _Tree:
    """The dependencies of a route, settled, and FastAPI's handlers for them.

    These are made when they are first used: of the many routes that are only included somewhere, they
    never are.
    """

    def __init__(
        self,
        dependant: Dependant,
        settle: Callable[[Dependant], Dependant],
        build: Callable[[Dependant], Handler],
        *,
        body: bool,
    ) -> None:
        self._made_of: tuple[Any, list[Dependant]] = dependant.call, [*dependant.dependencies]
        self.dependant: Dependant = settle(dependant)
        self._build: Callable[[Dependant], Handler] = build
        self.body: bool = body
        self.natives: Natives = self.natives_with(None)
        self._is_scoped: bool = has_response_scoped(self.dependant)
        self.closes_early: bool = self._is_scoped or "function" in self.natives

    def natives_with(
        self, overrides: Mapping[Callable[..., Any], Callable[..., Any]] | None
    ) -> Natives:
        """Return the scopes of what FastAPI opens itself: dependencies, and a handler that streams.

        For server-sent events FastAPI enters a task group that lasts as long as the request.
        """
        natives = natives_below(self.dependant, overrides)
        return (
            natives | {"request"}
            if self.dependant.call and yields(self.dependant.call)
            else natives
        )

    def is_of(self, dependant: Dependant) -> bool:
        """Whether `dependant` is what it was: applications put guards into the lists of their routes."""
        call, dependencies = self._made_of
        return call is dependant.call and dependencies == dependant.dependencies

    @cached_property
    def by_fastapi(self) -> Handler:
        """The handler that solves it all."""
        return self._build(self.dependant)

    @cached_property
    def plan(self) -> Plan | None:
        """The plan of the faster solver, if there is anything for it to do."""
        return plan_for(self.dependant) if self._is_scoped else None

    @cached_property
    def after_plan(self) -> Handler:
        """The handler that solves what the plan leaves; it runs the plan once it has read the body."""
        plan = cast("Plan", self.plan)
        return self._build(plan.running_inside() if self.body else plan.dependant)


class ScopedHandler:
    """Handles the requests of one route, or of one inclusion of it.

    `settle` gives its dependencies the scopes that they have there, and `build` makes FastAPI's
    handler for them. With a `body` the plan runs after FastAPI has read it.
    """

    def __init__(
        self,
        dependant: Dependant,
        settle: Callable[[Dependant], Dependant],
        build: Callable[[Dependant], Handler],
        overrides: ScopedOverridesProvider | None,
        *,
        body: bool,
    ) -> None:
        self._dependant: Dependant = dependant
        self._make_tree: Callable[[], _Tree] = partial(_Tree, dependant, settle, build, body=body)
        self._tree: _Tree = self._make_tree()
        self._overrides: ScopedOverridesProvider | None = overrides
        # Asked for each request, so without the detour.
        self._application: Any = overrides and overrides.application

    async def handle(self, request: Request) -> Response:
        """Handle a request: in a lifetime, where anything is closed before the response is sent."""
        tree = self._tree
        if not tree.is_of(self._dependant):
            tree = self._tree = self._make_tree()
        is_overridden = self._application is not None and self._application.dependency_overrides
        if is_overridden or tree.closes_early:
            return await self._handle_in_lifetime(request, tree, is_overridden)
        # A handler may still open something by hand.
        response: Response | None = None
        outcome: BaseException | None = None
        marks = begin(request.scope)
        try:
            response = await tree.by_fastapi(request)
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

    async def _handle_in_lifetime(
        self, request: Request, tree: _Tree, is_overridden: object
    ) -> Response:
        """Handle a request in a lifetime, solved with the plan where that is right for it."""
        natives = tree.natives
        solving: Solving | None = None
        if is_overridden and self._overrides is not None:
            natives = tree.natives_with(self._overrides.dependency_overrides)
        # Telemetry is told about a request by FastAPI's solver.
        elif tree.plan is not None and telemetry_data() is None:
            solving = tree.plan.solving(request)
        lifetime = solving or Lifetime()
        response: Response | None = None
        outcome: BaseException | None = None
        # Entered before anything that a dependency could enter and hold open over its yield.
        with _shield(request, natives) if natives else shield_down() as lifetime.shield:
            if "function" in natives:
                lifetime.take_the_place_of_fastapis(request.scope)
            marks = begin(request.scope, lifetime)
            try:
                if solving is None:
                    response = await tree.by_fastapi(request)
                else:
                    if not tree.body:
                        await solving.run()
                    response = await tree.after_plan(request)
                response = _bodiless(response)
            except BaseException as error:
                outcome = error
                if solving is not None:
                    _point_at_endpoint(error, tree)
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


def _point_at_endpoint(error: BaseException, tree: _Tree) -> None:
    """Have the message of `error` name the file of the handler, not that of its wrapper.

    Newer versions of FastAPI name it; they read the line and the name through `__wrapped__`.
    """
    if isinstance(error, ValidationException) and getattr(error, "endpoint_file", None):
        endpoint = cast("Callable[..., Any]", tree.dependant.call)
        vars(error)["endpoint_file"] = inspect.getsourcefile(inspect.unwrap(endpoint))


def _shield(request: Request, natives: Natives) -> AbstractContextManager[CancelScope]:
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
