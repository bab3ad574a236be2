"""The pages build as a site, with every page at the address that the codes link to."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from scoped_fastapi_check.diagnostics.codes import CODES, DOCUMENTATION

import scoped_fastapi

from .pages import DOCS, name_of, pages

TARGET = re.compile(r'(?:href|src)="(?P<target>[^"#?:]+)(?:\?[^"]*)?(?:#[^"]*)?"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built by the command that CONTRIBUTING.md names, warnings being errors."""
    folder = tmp_path_factory.mktemp("site")
    doctrees = str(tmp_path_factory.mktemp("doctrees"))
    options = ["-q", "-W", "--keep-going", "-b", "dirhtml", "-d", doctrees]
    finished = subprocess.run(
        [sys.executable, "-m", "sphinx", *options, DOCS, folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert not finished.stderr
    return folder


def test_every_page_is_in_it(site: Path) -> None:
    for page in pages():
        name = name_of(page).removesuffix(".md").lower()
        folder = site if name == "index" else site / name
        assert (folder / "index.html").is_file(), name


def test_codes_link_to_their_pages(site: Path) -> None:
    for code in CODES:
        address = code.url.removeprefix(f"{DOCUMENTATION}/")
        page = (site / address / "index.html").read_text("utf-8")
        assert f"<title>{code.name} " in page


def test_links_lead_to_files_of_the_site(site: Path) -> None:
    for page in site.rglob("*.html"):
        for found in TARGET.finditer(page.read_text("utf-8")):
            path = page.parent / unquote(found["target"])
            assert (path / "index.html").is_file() or path.is_file(), f"{page}: {found[0]}"


def test_programs_open_and_are_not_downloaded(site: Path) -> None:
    assert not (site / "_downloads").exists()
    program = "tests/conformance/programs/guard/factories.py"
    page = (site / "source" / program / "index.html").read_text("utf-8")
    assert "require_role" in page
    assert f'href="../../source/{program}/"' in (
        site / "rules" / "fastapi-guard" / "index.html"
    ).read_text("utf-8")


def test_the_mistaken_line_is_highlighted(site: Path) -> None:
    page = (site / "rules" / "fastapi-guard" / "index.html").read_text("utf-8")
    (line,) = re.findall(r'<span class="hll">(.*)', page)
    assert "require_role" in line
    assert "E[fastapi-guard]" in line


def test_what_a_terminal_prints_wraps(site: Path) -> None:
    page = (site / "index.html").read_text("utf-8")
    assert "site.css" in page
    assert "highlight-console" in page
    assert "pre-wrap" in (site / "_static" / "site.css").read_text("utf-8")


def test_the_api_has_every_public_name(site: Path) -> None:
    page = (site / "api" / "index.html").read_text("utf-8")
    for name in set(scoped_fastapi.__all__) - {"status"}:
        assert name in page, name
    assert "closed after the handler and before the response is sent" in page
