"""The site: `python -m sphinx -W -b dirhtml docs site` builds these pages, as they are on a code host.

A link from a page to a file of the repository becomes one to a page that shows that file.
"""

import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import RegexLexer, bygroups
from pygments.lexers import get_lexer_for_filename
from pygments.token import Comment, Generic, Keyword, Name, Text
from scoped_fastapi_check.diagnostics.codes import DOCUMENTATION
from sphinx import addnodes
from sphinx.application import Sphinx

project = "scoped-fastapi"
author = "The scoped-fastapi developers"
release = importlib.metadata.version(project)

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
# The pages that show a file of the root are no pages on a code host, which shows the file itself.
source_suffix = {".md": "markdown", ".txt": "markdown"}
myst_heading_anchors = 3
nitpicky = True
# Types of other packages, which are not documented here.
nitpick_ignore_regex = [("py:.*", ".*")]
autodoc_typehints = "none"
autodoc_preserve_defaults = True
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = f"scoped-fastapi {release}"
html_baseurl = f"{DOCUMENTATION}/"
html_copy_source = False
html_show_copyright = False
html_static_path = ["_static"]
html_css_files = ["site.css"]

NAVIGATION = {
    "Start": ["tutorial", "rules", "comparison"],
    "Guides": [
        "mypy-plugin",
        "other-checkers",
        "stubs",
        "editors",
        "pipelines",
        "adopting",
        "testing",
        "sessions",
        "routes",
        "agents",
        "migration",
    ],
    "Reference": ["command", "configuration", "server", "api", "changelog"],
    "Understand it": [
        "dependency-lifetimes",
        "how-it-works",
        "mistakes",
        "checkers",
        "security",
        "faq",
        "glossary",
    ],
    "Work on it": [
        "contributing",
        "maintainers/architecture",
        "maintainers/what-happens",
        "maintainers/add-a-rule",
        "maintainers/add-a-checker",
        "maintainers/mypy-engine",
        "maintainers/probe-engine",
        "maintainers/a-first-day",
        "maintainers/attacks",
        "applications",
        "trust",
        "performance",
        "stubs-measured",
    ],
}

ROOT = Path(__file__).parents[1]
PYTHON = re.compile(r"^```python\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN_FILES = {"../CONTRIBUTING.md": "contributing.txt", "../CHANGELOG.md": "changelog.txt"}


def prepare(_app: Sphinx, page: str, content: list[str]) -> None:
    """Give the first page the navigation, lead links to the pages that show files of the root, mark mistakes."""
    text = content[0]
    for file, shown_by in SHOWN_FILES.items():
        text = text.replace(f"]({file})", f"]({shown_by})")
    if page == "index":
        text += "".join(navigation(caption, names) for caption, names in NAVIGATION.items())
    elif page == "rules":
        # By theme, as the page has them.
        text += navigation("", re.findall(r"\]\((rules/fastapi-[a-z-]+)\.md\)", text))
    content[0] = PYTHON.sub(with_mistakes_highlighted, text)


def navigation(caption: str, names: list[str]) -> str:
    """A part of the navigation, which a page does not show itself."""
    options = [*([f":caption: {caption}"] if caption else []), ":hidden:", ""]
    return "\n".join(["", "```{toctree}", *options, *names, "```", ""])


def with_mistakes_highlighted(block: re.Match[str]) -> str:
    """An example with the lines that are reported standing out, as `# E[code]` says."""
    lines = block["text"].splitlines()
    mistakes = [str(number) for number, line in enumerate(lines, 1) if "# E[" in line]
    if not mistakes:
        return block[0]
    option = f":emphasize-lines: {','.join(mistakes)}"
    return "\n".join(["```{code-block} python", option, "", *lines, "```"])


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


class TerminalLexer(RegexLexer):
    """What a terminal prints, in its colours: the place, what is wrong, the code."""

    name = "terminal"
    tokens: ClassVar = {
        "root": [
            (r"^(\$ )(.*\n)", bygroups(Generic.Prompt, Keyword)),
            (r"^[^\s:]+\.(?:py|pyi|toml|html|json):(?:\d+:)+", Name.Namespace),
            (r"^(?:GET|POST|PUT|PATCH|DELETE) ", Keyword),
            (r"(?:^|(?<=: ))(?:error|warning|syntax error):", Generic.Error),
            (r"^ *\|? *\^+$", Generic.Deleted),
            (r"^ *(?:\d+ )?\|", Comment),
            (r"(?:= )?\b(?:note|see):", Comment),
            (r"\[fastapi[a-z-]*\]", Name.Decorator),
            (r"[^\s\[:|=]+|.|\n", Text),
        ]
    }


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
    app.add_lexer("console", TerminalLexer)
    app.add_lexer("text", TerminalLexer)
    app.add_lexer("http", TerminalLexer)
    # Before what collects files to download.
    app.connect("doctree-read", open_files, priority=100)
    app.connect("html-collect-pages", pages_of_files)
    app.connect("autodoc-process-docstring", as_literals)
    app.connect("source-read", prepare)
