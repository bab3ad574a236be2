"""`fastapi-return`, and what the analysis says of returns."""

from __future__ import annotations

import pytest
from scoped_fastapi_check.analysis.returns import Returned, declared_return
from scoped_fastapi_check.rules.base import run_check

from .snippets import check, read


def test_an_exception_that_is_returned() -> None:
    check("""
        @app.get("/a")
        def returns():
            return HTTPException(404)  # E[fastapi-return]
        @app.get("/b")
        def raises():
            raise HTTPException(404)
        @app.get("/c")
        def chooses(found: bool):
            return "found" if found else HTTPException(404)  # E[fastapi-return]
    """)


def test_a_status_that_is_returned() -> None:
    check("""
        @app.get("/a")
        def body_and_status():
            return {"detail": "missing"}, 404  # E[fastapi-return]
        @app.get("/b")
        def pair() -> tuple[int, int]:
            return 3, 404
    """)


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        ("None", Returned.NOTHING),
        ("Response", Returned.RESPONSE),
        ("'Response'", Returned.RESPONSE),
        ("Response | None", Returned.RESPONSE_OR_NOTHING),
        ("JSONResponse", Returned.RESPONSE),
        ("str", Returned.VALUE),
        ("str | None", Returned.VALUE),
        ("str | Response", Returned.VALUE),
        ("Any", Returned.ANYTHING),
        ("object", Returned.UNKNOWN),
        ("Unheard", Returned.UNKNOWN),
    ],
)
def test_the_kind_of_what_is_declared(annotation: str, kind: Returned) -> None:
    source = (
        "from typing import Any\nfrom fastapi import Response\n"
        f"from fastapi.responses import JSONResponse\ndef handler() -> {annotation}: ...\n"
    )
    module, engine = read(source)
    (handler,) = module.functions
    assert run_check(declared_return(handler), engine).kind is kind
