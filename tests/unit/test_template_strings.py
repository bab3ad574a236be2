"""Python 3.14's template strings: read wherever the checker runs with 3.14 or newer."""

from __future__ import annotations

import sys

import pytest

from .snippets import check

pytestmark = pytest.mark.skipif(
    sys.version_info < (3, 14), reason="template strings are a syntax error before Python 3.14"
)


@pytest.mark.parametrize(
    "text",
    [
        't"a"',
        't"{name}"',
        't"{name!r:>{width}} and {name=}"',
        "t\"{name + t'{name}'} {[each for each in name]}\"",
        't"{(lambda: name)()}" t"{name:%Y}"',
        'rt"{name}\\d"',
    ],
)
def test_they_are_read(text: str) -> None:
    check(f"""
        name, width = "x", 3
        outside = {text}

        def get_x(value: str = Query({text}.strings[0])) -> str:
            return use({text})

        @app.get("/a", summary={text})
        def handler(x: int = Depends(get_x)):  # E[fastapi-depends]
            yield {text}
            return {text}

        @app.delete("/b", status_code=204)
        def remove():
            return {text}  # E[fastapi-no-body]
    """)
