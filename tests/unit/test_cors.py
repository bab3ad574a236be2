"""`fastapi-cors` on snippets."""

from __future__ import annotations

import pytest

from .snippets import check, found_in

HEAD = "from fastapi.middleware.cors import CORSMiddleware\n"


@pytest.mark.parametrize(
    "origin",
    [
        "https://example.com/",
        "https://example.com/app",
        "example.com",
        "localhost:3000",
        "https://*.example.com",
        "http://localhost:*",
        "https://example.com:443",
        "https://Example.com",
        " https://example.com",
        "http://",
    ],
)
def test_origins_that_never_match(origin: str) -> None:
    check(f"""
        {HEAD}
        app.add_middleware(CORSMiddleware, allow_origins=[{origin!r}])  # E[fastapi-cors]
    """)


@pytest.mark.parametrize(
    "origin",
    ["*", "null", "https://example.com", "http://localhost:3000", "capacitor://localhost"],
)
def test_origins_that_match(origin: str) -> None:
    check(f"""
        {HEAD}
        app.add_middleware(CORSMiddleware, allow_origins=[{origin!r}])
        app.add_middleware(CORSMiddleware, allow_origins=({origin!r},))
    """)


def test_texts() -> None:
    check(f"""
        {HEAD}
        import os
        ORIGIN = "https://example.com"
        class Settings:
            origin: str = "https://example.com"
            all: str = "*"
            many: list[str] = []
        settings = Settings()
        app.add_middleware(CORSMiddleware, allow_origins="https://example.com")  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, allow_origins=ORIGIN)  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, allow_origins=settings.origin)  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, allow_origins="*")
        app.add_middleware(CORSMiddleware, allow_origins=settings.all)
        app.add_middleware(CORSMiddleware, allow_origins=settings.many)
        app.add_middleware(CORSMiddleware, allow_origins=ORIGIN.split(","))
    """)


def test_lists_and_items_behind_names() -> None:
    check(
        f"""
        {HEAD}
        from settings import ORIGINS
        FRONT = "https://example.com/"
        app.add_middleware(CORSMiddleware, allow_origins=[FRONT])  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, allow_origins=ORIGINS)  # E[fastapi-cors]
        CORSMiddleware(app, allow_origins=[FRONT])  # E[fastapi-cors]
        """,
        {"settings": "ORIGINS = ['example.com']"},
    )


def test_others_are_silent() -> None:
    check("""
        class Own:
            def __init__(self, app, allow_origins): ...
        app.add_middleware(Own, allow_origins="https://example.com/")
        Own(app, allow_origins=["x"])
    """)


def test_fixes() -> None:
    source = HEAD + (
        "from fastapi import FastAPI\napp = FastAPI()\n"
        "app.add_middleware(CORSMiddleware, allow_origins=['https://a.b/'])\n"
        "app.add_middleware(CORSMiddleware, allow_origins='https://a.b')\n"
    )
    first, second = found_in(source)
    assert first.fix is not None
    assert second.fix is not None
    assert [edit.text for edit in first.fix.edits] == ['"https://a.b"']
    assert [edit.text for edit in second.fix.edits] == ["['https://a.b']"]


def test_origins_that_are_put_together() -> None:
    check(f"""
        {HEAD}
        from starlette.middleware import Middleware
        HOST = "example.com"
        OPTIONS = {{"allow_origins": ["https://example.com/"]}}  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, allow_origins=[f"https://{{HOST}}/"])  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, allow_origins=["https://" + HOST + "/"])  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, allow_origins=["a.com"] + ["*"])  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, allow_origins=[*["a.com"]])  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, **OPTIONS)
        Middleware(CORSMiddleware, ["https://example.com/"])  # E[fastapi-cors]
        CORSMiddleware(app, ["https://example.com/"])  # E[fastapi-cors]
        app.add_middleware(CORSMiddleware, allow_origins=[f"https://{{HOST}}", f"https://{{app}}"])
        app.add_middleware(CORSMiddleware, allow_origins=["https://" + HOST] + ["file://"])
    """)
