"""The routes as one page of HTML that needs nothing but a browser: for a security review, say."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, cast

from scoped_fastapi_check.diagnostics.escaping import visible

__all__ = ["as_page"]


def as_page(applications: list[dict[str, Any]], skipped: list[dict[str, Any]]) -> str:
    """Return the page; what it shows is data in it, which its own script reads."""
    template = (
        files("scoped_fastapi_check.routes").joinpath("page.html").read_text(encoding="utf-8")
    )
    data = json.dumps({"applications": _harmless(applications), "skipped": _harmless(skipped)})
    # Nothing in a string may end the script that it stands in.
    escaped = data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return template.replace("/*DATA*/", escaped)


def _harmless(value: Any) -> Any:
    """Texts without characters that change how others are read."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, list):
        items = cast("list[object]", value)
        return [_harmless(item) for item in items]
    if isinstance(value, dict):
        return {key: _harmless(item) for key, item in cast("dict[str, Any]", value).items()}
    return value
