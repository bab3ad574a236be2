"""Run in the application's own interpreter by `scoped-fastapi routes`, which cannot import it."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import fastapi

from .application_routes import application_routes
from .loading import LoadError, load_application, trouble_with

__all__ = ["main"]


def main(target: str, folder: str, factory: bool, answer: str) -> None:
    """Write the routes of `target`, or why there are none, to the file `answer`, and end."""
    document: dict[str, Any]
    try:
        application = load_application(target, folder, factory=factory)
        routes = application_routes(application)
        document = {"fastapi": fastapi.__version__, "routes": routes}
    except LoadError as error:
        document = {"error": asdict(error.trouble)}
    except Exception as error:  # FastAPI makes the routes of included routers only now.
        trouble = trouble_with(f"the routes of {target} cannot be listed", error, folder)
        document = {"error": asdict(trouble)}
    Path(answer).write_text(json.dumps(document), encoding="utf-8")
    sys.stdout.flush()
    sys.stderr.flush()
    # What the application has started while it was imported, threads say, is not waited for.
    os._exit(0)
