"""The site: `python -m sphinx -W -b dirhtml docs site` builds these pages, as they are on a code host.

A link from a page to a file of the repository becomes one to a page that shows that file.
"""

import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_for_filename
from scoped_fastapi_check.diagnostics.codes import CODES, DOCUMENTATION
from sphinx import addnodes
from sphinx.application import Sphinx

project = "scoped-fastapi"
author = "The scoped-fastapi developers"
release = importlib.metadata.version(project)

extensions = ["myst_parser", "sphinx.ext.autodoc"]
# The pages that show a file of the root are no pages on a code host, which shows the file itself.
source_suffix = {".md": "markdown", ".txt": "markdown"}
myst_heading_anchors = 3
nitpicky = True
# Types of other packages, which are not documented here.
nitpick_ignore_regex = [("py:.*", ".*")]
# What was sent and answered is no complete message of HTTP.
suppress_warnings = ["misc.highlighting_failure"]
autodoc_typehints = "none"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = f"scoped-fastapi {release}"
html_baseurl = f"{DOCUMENTATION}/"
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["site.css"]

NAVIGATION = {
    "Use it": [
        "tutorial",
        "command",
        "configuration",
        "mypy-plugin",
        "stubs",
        "editors",
        "pipelines",
        "agents",
        "routes",
    ],
    "Understand it": [
        "dependency-lifetimes",
        "mistakes",
        "comparison",
        "checkers",
        "migration",
        "security",
        "faq",
        "glossary",
    ],
    "The rules": [f"rules/{code.name}" for code in CODES],
    "Reference": ["api", "changelog"],
    "Work on it": [
        "contributing",
        "maintainers/architecture",
        "maintainers/what-happens",
        "maintainers/add-a-rule",
        "maintainers/add-a-checker",
        "maintainers/mypy-engine",
        "maintainers/probe-engine",
        "applications",
        "trust",
        "performance",
    ],
}

ROOT = Path(__file__).parents[1]
SHOWN_FILES = {"../CONTRIBUTING.md": "contributing.txt", "../CHANGELOG.md": "changelog.txt"}


def prepare(_app: Sphinx, page: str, content: list[str]) -> None:
    """Give the first page the navigation, and lead links to the pages that show files of the root."""
    for file, shown_by in SHOWN_FILES.items():
        content[0] = content[0].replace(f"]({file})", f"]({shown_by})")
    if page == "index":
        for caption, names in NAVIGATION.items():
            options = [f":caption: {caption}", ":hidden:", ""]
            content[0] += "\n".join(["", "```{toctree}", *options, *names, "```", ""])


def open_files(app: Sphinx, doctree: nodes.document) -> None:
    """Have links to files of the repository open a page, where a browser would download the file."""
    shown: set[str] = app.env.__dict__.setdefault("shown_programs", set())
    for link in list(doctree.findall(addnodes.download_reference)):
        file = Path(app.srcdir, app.env.docname).parent.joinpath(link["reftarget"]).resolve()
        if not file.is_file() or not file.is_relative_to(ROOT):
            continue
        name = file.relative_to(ROOT).as_posix()
        shown.add(name)
        uri = app.builder.get_relative_uri(app.env.docname, f"source/{name}")
        link.replace_self(nodes.reference("", "", *link.children, refuri=uri, internal=True))


def pages_of_files(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Make a page of each file that is linked."""
    for name in sorted(app.env.__dict__.get("shown_programs", ())):
        text = (ROOT / name).read_text("utf-8")
        code = highlight(text, get_lexer_for_filename(name), HtmlFormatter())
        body = f"<h1>{name}</h1><div class='highlight-default notranslate'>{code}</div>"
        yield f"source/{name}", {"title": name, "body": body}, "page.html"


def as_literals(
    _app: Sphinx, _what: str, _name: str, _of: object, _options: object, lines: list[str]
) -> None:
    """Read what stands between backticks in a docstring as code, as Markdown does."""
    lines[:] = [re.sub(r"(?<!`)`([^`]+)`(?!`)", r"``\1``\\ ", line) for line in lines]


def setup(app: Sphinx) -> None:
    """Register what the pages need."""
    # Before what collects files to download.
    app.connect("doctree-read", open_files, priority=100)
    app.connect("html-collect-pages", pages_of_files)
    app.connect("autodoc-process-docstring", as_literals)
    app.connect("source-read", prepare)
