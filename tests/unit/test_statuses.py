"""Which statuses forbid a body is written down twice: for the rules, which never import FastAPI, and for the runtime."""

from __future__ import annotations

from fastapi.utils import is_body_allowed_for_status_code
from scoped_fastapi_check.model.statuses import NO_BODY_STATUSES

from scoped_fastapi.no_body import NO_BODY_STATUSES as IN_THE_RUNTIME


def test_the_runtime_and_the_rules_agree() -> None:
    assert NO_BODY_STATUSES == IN_THE_RUNTIME


def test_fastapi_agrees() -> None:
    forbidden = {status for status in range(1, 1000) if not is_body_allowed_for_status_code(status)}
    assert forbidden == NO_BODY_STATUSES
