"""The rulebook: one module, one error code each. A new rule is a new module and a line here."""

from typing import Final

from scoped_fastapi_check.rules import (
    annotated,
    content,
    depends,
    depends_downcast,
    direct_call,
    guard,
    handler,
    late_commit,
    no_body,
    override,
    param,
    path,
    response_model,
    response_type,
    return_,
    scope,
    settings,
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
    guard.RULE,
    annotated.RULE,
    settings.RULE,
    content.RULE,
    handler.RULE,
)
