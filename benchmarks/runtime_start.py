"""Import and registration of a thousand routes, next to FastAPI's own.

Run with `python benchmarks/runtime_start.py [--rounds N]`. An import is measured in a process of its
own, with the bytecode that an installation has; registrations take turns in this one. The ratios are
medians over the rounds. Exits 1 when one is over the limit.
"""

import argparse
import gc
import os
import statistics
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable
from time import process_time
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Response
from pydantic import BaseModel

from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency

LIMIT = 1.05
IMPORT = "from time import process_time as t; s = t(); {}; print(t() - s)"


class Item(BaseModel):
    name: str


async def session() -> AsyncGenerator[int, Response]:
    yield 1


def seconds_of_import(statement: str) -> float:
    command = [sys.executable, "-c", IMPORT.format(statement)]
    # The first run, which does not count, leaves the bytecode for the others.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return float(done.stdout)


def seconds_of_registration(
    app_class: type[FastAPI], router_class: type[APIRouter], depends: Any
) -> float:
    gc.collect()
    start = process_time()
    app = app_class()
    for prefix in range(10):
        router = router_class(prefix=f"/r{prefix}")
        for number in range(50):

            @router.get(f"/{number}/{{key}}")
            async def read(key: int, limit: int = 10, value: int = depends) -> Item:
                return Item(name=f"{key} of {limit} by {value}")

            @router.post(f"/{number}", status_code=201)
            async def create(item: Item, value: int = depends) -> Item:
                return item if value else Item(name="")

        app.include_router(router, prefix="/api")
    return process_time() - start


def native() -> float:
    return seconds_of_registration(FastAPI, APIRouter, Depends(session, scope="function"))


def scoped() -> float:
    depends = Depends(response_scoped_dependency(session))
    return seconds_of_registration(ScopedFastAPI, ScopedRouter, depends)


def report(name: str, ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> bool:
    """Print the ratio; whether it is within the limit."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    ratio = statistics.median(mine / peer for mine, peer in pairs)
    milliseconds = statistics.median(peer for _, peer in pairs) * 1000
    print(f"{name:28} {ratio:5.2f} of FastAPI's {milliseconds:.0f} ms (limit {LIMIT})")
    return ratio <= LIMIT


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    within = [
        report(
            "import",
            lambda: seconds_of_import("import fastapi, scoped_fastapi"),
            lambda: seconds_of_import("import fastapi"),
            rounds,
        ),
        report("registration of 1000 routes", scoped, native, rounds),
    ]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main())
