"""The rulebook: one module, one error code each. A new rule is a new module and a line here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.rules import (
    annotated,
    background,
    blocking,
    content,
    cors,
    depends,
    depends_downcast,
    direct_call,
    event_loop,
    guard,
    handler,
    injected_response,
    late_commit,
    lifespan,
    no_body,
    override,
    param,
    path,
    response_model,
    response_type,
    return_,
    router,
    scope,
    settings,
    teardown,
    token_url,
    unused_router,
    url_for,
)

if TYPE_CHECKING:
    from scoped_fastapi_check.rules.base import Rule

RULES: Final = (
    no_body.RULE,
    depends.RULE,
    depends_downcast.RULE,
    response_model.RULE,
    response_type.RULE,
    late_commit.RULE,
    path.RULE,
    return_.RULE,
    override.RULE,
    direct_call.RULE,
    scope.RULE,
    param.RULE,
    guard.RULE,
    annotated.RULE,
    settings.RULE,
    content.RULE,
    handler.RULE,
    injected_response.RULE,
    event_loop.RULE,
    background.RULE,
    teardown.RULE,
    lifespan.RULE,
    cors.RULE,
    url_for.RULE,
    token_url.RULE,
    blocking.RULE,
    router.RULE,
    unused_router.RULE,
)

_OF_DEPENDENCIES: Final = tuple(rule for rule in RULES if rule.of_dependencies)


def rules_for(*, knows_fastapi: bool) -> Sequence[Rule]:
    """The rules that may find something in a module: few do in one that knows nothing of FastAPI."""
    return RULES if knows_fastapi else _OF_DEPENDENCIES
