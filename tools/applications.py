"""Check well-known applications from PyPI, and print what is found in them.

    python tools/applications.py [NAME ...]

Each application is unpacked in a folder of its own and checked with an environment that has its
dependencies installed; of one that would install gigabytes, those that its routes' types come from.
The table of docs/applications.md holds these numbers. A check of the biggest takes minutes.
"""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from environments import CACHE, ROOT, python_with


@dataclass(frozen=True)
class Application:
    """A release on PyPI, and the folder in it that is checked."""

    name: str
    version: str
    folder: str
    extras: str = ""
    instead: tuple[str, ...] = ()
    """What is installed instead of all that the application depends on."""
    label: str = ""
    """The environment, where several share one."""

    @property
    def requirements(self) -> tuple[str, ...]:
        """What its environment needs."""
        return self.instead or (f"{self.name}{self.extras}=={self.version}",)


APPLICATIONS = (
    Application("prefect", "3.8.8", "prefect"),
    Application(
        "open-webui",
        "0.12.4",
        "open_webui",
        # It depends on torch and on four vector databases.
        instead=(
            "fastapi==0.136.3",
            "pydantic==2.13.4",
            "sqlalchemy==2.0.50",
            *("aiocache", "aiohttp", "alembic", "argon2-cffi", "authlib", "bcrypt", "cryptography"),
            *("httpx", "itsdangerous", "jinja2", "langchain-core", "loguru", "mcp", "pillow"),
            *("pydantic-settings", "pyjwt", "python-multipart", "python-socketio", "redis"),
            *("requests", "starsessions", "types-requests", "typer", "uvicorn"),
        ),
    ),
    Application("zenml", "0.98.0", "zenml", extras="[server]"),
    Application("litellm", "1.106.2", "litellm/proxy", extras="[proxy]"),
    Application("arize-phoenix", "20.26.1", "phoenix"),
    Application("argilla-server", "2.8.0", "argilla_server"),
    Application("fastapi-users", "15.0.5", "fastapi_users", extras="[sqlalchemy,oauth]"),
    Application("titiler.core", "2.4.0", "titiler"),
    Application("langserve", "0.3.3", "langserve", extras="[server]"),
)

# What most of them build on; of their other packages no rule needs to know.
_COMMON = (
    "fastapi==0.136.3",
    "pydantic==2.13.4",
    "sqlalchemy[asyncio]==2.0.50",
    "sqlmodel==0.0.24",
)

# With the libraries that many small applications take their types from.
_COMMON_AND_MORE = (
    *_COMMON[:3],
    "sqlmodel==0.0.50",
    *("pydantic-settings==2.16.3", "python-multipart", "httpx", "requests", "types-requests"),
    *("jinja2", "redis", "tortoise-orm", "pyjwt", "fastapi-pagination", "sqladmin", "aiofiles"),
    *("pymongo", "beanie", "websockets"),
)

SECOND_READING = tuple(
    Application(name, version, folder, instead=_COMMON, label="common")
    for name, version, folder in (
        ("agno", "3.1.10", "agno"),
        ("apache-airflow-core", "3.3.2", "airflow"),
        ("chainlit", "2.12.0", "chainlit"),
        ("diracx-routers", "0.7.0", "diracx"),
        ("dstack", "0.22.5", "dstack"),
        ("feast", "0.67.0", "feast"),
        ("fractal-server", "2.18.5", "fractal_server"),
        ("galaxy-web-apps", "26.1.2", "galaxy"),
        ("langflow-base", "1.13.0", "langflow"),
        ("lightrag-hku", "1.5.7", "lightrag"),
        ("lnbits", "1.6.2", "lnbits"),
        ("mcp-contextforge-gateway", "1.0.7", "mcpgateway"),
        ("opal-server", "0.9.9", "opal_server"),
        ("tiled", "0.2.20", "tiled"),
    )
)
"""Those of the second reading in docs/applications.md, checked with little more than FastAPI installed."""

THIRD_READING = tuple(
    Application(name, version, folder, instead=_COMMON_AND_MORE, label="common-and-more")
    for name, version, folder in (
        ("aaibina", "0.0.1", "queryview"),
        ("adapt-server", "0.5.2", "adapt"),
        ("agentgear-ai", "0.1.19", "agentgear"),
        ("bluesky-httpserver", "0.0.14", "bluesky_httpserver"),
        ("cashu", "0.21.0", "cashu"),
        ("dbgpt-serve", "0.8.2", "dbgpt_serve"),
        ("docling-serve", "1.38.2", "docling_serve"),
        ("ecodev-core", "0.0.104", "ecodev_core"),
        ("ert", "23.0.1", "."),
        ("fastapi-quiver", "0.1.0", "quiver"),
        ("fief-server", "0.27.0", "fief"),
        ("fivccliche", "0.1.117", "fivccliche"),
        ("freqtrade", "2026.9", "freqtrade"),
        ("gns3-server", "3.0.6", "gns3server"),
        ("graphlagoon", "0.41.0", "graphlagoon"),
        ("hexgame-server", "0.4.3", "hexgame_server"),
        ("jesse", "3.5.3", "jesse"),
        ("jhub-apps", "2026.9.1", "jhub_apps"),
        ("kedro-viz", "12.5.0", "kedro_viz"),
        ("kserve", "0.21.0", "kserve"),
        ("lilac", "0.3.9", "lilac"),
        ("microservice-api", "0.3.4", "microservice"),
        ("monailabel", "0.8.5", "monailabel"),
        ("peaky-peek-server", "0.6.0", "."),
        ("photobooth-app", "9.0.0", "photobooth"),
        ("r2r", "3.6.6", "."),
        ("recce", "1.69.1", "recce"),
        ("tipg", "1.6.1", "tipg"),
        ("txtai", "9.14.0", "txtai"),
        ("ui-foundation-backend", "4.31.0", "foundation_backend"),
        ("xiaomusic", "0.6.1", "xiaomusic"),
    )
)
"""Those of the third reading in docs/applications.md."""

PINNED = (*APPLICATIONS, *SECOND_READING, *THIRD_READING)
"""All of them."""

SUMMARY = re.compile(r"checked (\d+) files?: (\d+) routes?, (\d+) dependenc")
REPORT = re.compile(r": error: .*\[(fastapi-[a-z-]+)\]$")


def environment_of(application: Application) -> Path:
    """Return the interpreter of an environment with what the application needs, but without it."""
    label = application.label or f"{application.name}-{application.version}"
    python = python_with(f"application-{label}", application.requirements)
    if application.label:
        return python
    uninstall = [str(python), "-m", "pip", "uninstall", "-qq", "-y", application.name]
    subprocess.run(uninstall, check=True, stderr=subprocess.DEVNULL)
    return python


def source_of(application: Application) -> Path:
    """Return the folder that holds the application's own files, installed if it is not there."""
    directory = CACHE / f"source-{application.name}-{application.version}"
    if not directory.exists():
        requirement = f"{application.name}=={application.version}"
        install = [sys.executable, "-m", "pip", "install", "-qq", "--no-deps", "--no-compile"]
        subprocess.run([*install, "--target", str(directory), requirement], check=True)
    return directory


def check(application: Application, python: Path) -> tuple[str, float]:
    """Return what the command prints about an application, and how many seconds it took."""
    sources = os.pathsep.join(str(ROOT / name) for name in (".", "checker", "mypy_plugin"))
    command = [sys.executable, "-m", "scoped_fastapi_check", "check", "--no-cache", "--python"]
    started = time.monotonic()
    done = subprocess.run(
        [*command, str(python), application.folder],
        cwd=source_of(application),
        env={**os.environ, "PYTHONPATH": sources},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout, time.monotonic() - started


def row(application: Application, output: str, seconds: float) -> str:
    """Return the line of the table for one application."""
    found = SUMMARY.search(output)
    files, routes, dependencies = found.groups() if found else ("?", "?", "?")
    codes = Counter(
        match[1] for line in output.splitlines() if (match := REPORT.search(line)) is not None
    )
    reports = ", ".join(f"{count} {code}" for code, count in sorted(codes.items())) or "none"
    return (
        f"| {application.name} | {application.version} | {files} | {routes} | {dependencies} "
        f"| {seconds:.0f} | {reports} |"
    )


def main() -> None:
    """Check all applications, or those that are named."""
    for application in APPLICATIONS:
        if len(sys.argv) > 1 and application.name not in sys.argv[1:]:
            continue
        output, seconds = check(application, environment_of(application))
        print(output)
        print(row(application, output, seconds), flush=True)


if __name__ == "__main__":
    main()
