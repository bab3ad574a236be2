"""`fastapi-no-body`, on snippets."""

from __future__ import annotations

from .snippets import check


def test_a_value_that_is_returned() -> None:
    check("""
        @app.delete("/a", status_code=204)
        def value():
            return {"deleted": True}  # E[fastapi-no-body]
        @app.delete("/b", status_code=status.HTTP_204_NO_CONTENT)
        def nothing():
            return None
        @app.delete("/c", status_code=200)
        def allowed():
            return {"deleted": True}
    """)


def test_a_type_that_is_declared() -> None:
    check("""
        @app.delete("/a", status_code=204)
        def value() -> str: ...  # E[fastapi-no-body]
        @app.delete("/b", status_code=204)
        def response() -> Response: ...
        @app.delete("/c", status_code=204)
        def nothing() -> None: ...
        @app.delete("/d", status_code=204)
        def either() -> Response | None: ...  # E[fastapi-no-body]
    """)


def test_a_constant() -> None:
    check("""
        NO_CONTENT = 204
        OTHER = NO_CONTENT
        REBOUND = 204
        REBOUND = 200
        @app.delete("/a", status_code=OTHER)
        def constant() -> str: ...  # E[fastapi-no-body]
        @app.delete("/b", status_code=REBOUND)
        def rebound() -> str: ...
    """)
