"""The site: `python -m sphinx -W -b dirhtml docs site` builds these pages, as they are on a code host.

A link from a page to a file of the repository becomes a download of that file.
"""

import importlib.metadata

from scoped_fastapi_check.diagnostics.codes import CODES, DOCUMENTATION
from sphinx.application import Sphinx

project = "scoped-fastapi"
author = "The scoped-fastapi developers"
release = importlib.metadata.version(project)

extensions = ["myst_parser"]
# The pages that show a file of the root are no pages on a code host, which shows the file itself.
source_suffix = {".md": "markdown", ".txt": "markdown"}
myst_heading_anchors = 3
nitpicky = True

html_theme = "furo"
html_title = f"scoped-fastapi {release}"
html_baseurl = f"{DOCUMENTATION}/"
html_copy_source = False

NAVIGATION = {
    "Use it": [
        "tutorial",
        "command",
        "configuration",
        "mypy-plugin",
        "stubs",
        "editors",
        "pipelines",
        "routes",
    ],
    "Understand it": [
        "dependency-lifetimes",
        "migration",
        "mistakes",
        "checkers",
        "applications",
        "security",
        "trust",
        "performance",
    ],
    "The rules": [f"rules/{code.name}" for code in CODES],
    "Work on it": ["contributing", "add-a-rule", "obligation-judge", "changelog"],
}

SHOWN_FILES = {"../CONTRIBUTING.md": "contributing.txt", "../CHANGELOG.md": "changelog.txt"}


def prepare(_app: Sphinx, page: str, content: list[str]) -> None:
    """Give the first page the navigation, and lead links to the pages that show files of the root."""
    for file, shown_by in SHOWN_FILES.items():
        content[0] = content[0].replace(f"]({file})", f"]({shown_by})")
    if page == "index":
        for caption, names in NAVIGATION.items():
            options = [f":caption: {caption}", ":hidden:", ""]
            content[0] += "\n".join(["", "```{toctree}", *options, *names, "```", ""])


def setup(app: Sphinx) -> None:
    """Register what the pages need."""
    app.connect("source-read", prepare)
