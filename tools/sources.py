"""What the scripts beside this one check: our programs, FastAPI's own code, and applications from PyPI."""

import sys
from dataclasses import dataclass
from pathlib import Path

from applications import APPLICATIONS, PINNED, environment_of, source_of
from environments import CACHE, ROOT

sys.path.insert(0, str(ROOT))

from tests.conformance.fastapi_sources import fastapi_sources

OWN = {"the conformance programs": "tests/conformance/programs"}
# A union of aliases of unions, which mypy doubles with every alias when it writes the type into an error.
WITHOUT_END = "depends/unions_of_aliases.py"
FASTAPI = {"FastAPI's documentation": "docs_src", "FastAPI's tests": "tests"}


@dataclass(frozen=True)
class Sources:
    """What is checked: a folder below another one, and the interpreter that has what it imports."""

    name: str
    top: Path
    folder: str
    python: str
    left_out: str = ""

    @property
    def paths(self) -> list[str]:
        """What is handed to a command that runs at the top: the folder, or all in it but what is left out."""
        if not self.left_out:
            return [self.folder]
        parts = sorted((self.top / self.folder).glob("*/*"))
        return [
            path.relative_to(self.top).as_posix()
            for path in parts
            if path.match("*.py") or (path.is_dir() and path.name != "__pycache__")
            if not path.match(self.left_out)
        ]


def names() -> list[str]:
    """Return the names of all sources."""
    return [*OWN, *FASTAPI, *(each.name for each in APPLICATIONS)]


def sources_of(name: str) -> Sources:
    """Return the sources with this name, fetched if they are not there."""
    if name in OWN:
        return Sources(name, ROOT / OWN[name], ".", sys.executable, WITHOUT_END)
    for application in PINNED:
        if application.name == name:
            python = str(environment_of(application))
            return Sources(name, source_of(application), application.folder, python)
    CACHE.mkdir(parents=True, exist_ok=True)
    return Sources(name, fastapi_sources(CACHE), FASTAPI[name], sys.executable)
