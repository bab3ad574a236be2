"""Import and registration of a thousand routes, next to FastAPI's own.

Run with `python benchmarks/runtime_start.py [--rounds N]`. Each round starts one process for FastAPI
and one for the scoped classes; the ratios are medians over the rounds. Exits 1 over the limit.
"""

import argparse
import statistics
import subprocess
import sys

LIMIT = 1.05
PROGRAM = """
from time import process_time
start = process_time()
from fastapi import Depends, Response
{imports}
imported = process_time()
from collections.abc import AsyncGenerator
from pydantic import BaseModel

class Item(BaseModel):
    name: str

async def session() -> AsyncGenerator[int, Response]:
    yield 1

{wrap}
routers = [Router(prefix=f"/r{{index}}") for index in range(10)]
started = process_time()
for router in routers:
    for number in range(50):
        @router.get(f"/{{number}}/{{{{id}}}}")
        async def read(id: int, limit: int = 10, value: int = {depends}) -> Item:
            return Item(name="n")

        @router.post(f"/{{number}}", status_code=201)
        async def create(item: Item, value: int = {depends}) -> Item:
            return item
app = App()
for router in routers:
    app.include_router(router, prefix="/api")
print(imported - start, process_time() - started)
"""
FASTAPI = PROGRAM.format(
    imports="from fastapi import APIRouter as Router, FastAPI as App",
    wrap="",
    depends='Depends(session, scope="function")',
)
SCOPED = PROGRAM.format(
    imports=(
        "from scoped_fastapi import ScopedRouter as Router, ScopedFastAPI as App\n"
        "from scoped_fastapi import response_scoped_dependency"
    ),
    wrap="session = response_scoped_dependency(session)",
    depends="Depends(session)",
)


def seconds(program: str) -> tuple[float, float]:
    """The seconds of the import, and those of the registration."""
    command = [sys.executable, "-c", program]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    imported, registered = map(float, output.split())
    return imported, registered


def main() -> int:
    """Measure both, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    pairs = [(seconds(SCOPED), seconds(FASTAPI)) for _ in range(parser.parse_args().rounds)]
    over = 0
    for index, name in enumerate(("import", "registration of 1000 routes")):
        ratio = statistics.median(ours[index] / theirs[index] for ours, theirs in pairs)
        milliseconds = statistics.median(theirs[index] for _, theirs in pairs) * 1000
        over += ratio > LIMIT
        print(f"{name:28} {ratio:5.2f} of FastAPI's {milliseconds:.0f} ms (limit {LIMIT})")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
