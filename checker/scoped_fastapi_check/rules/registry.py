"""The rulebook: one module, one error code each. A new rule is a new module and a line here."""

from typing import Final

from scoped_fastapi_check.rules import (
    background,
    cors,
    depends,
    depends_downcast,
    direct_call,
    event_loop,
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
    teardown,
    unused_router,
)

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
    injected_response.RULE,
    event_loop.RULE,
    background.RULE,
    teardown.RULE,
    lifespan.RULE,
    cors.RULE,
    router.RULE,
    unused_router.RULE,
)
