"""Random graphs of dependencies, cancelled at a random step; `tools/cancel_requests.py` runs more."""

import os
from typing import Any

import anyio
import pytest
from asgi_client import needs_threads
from hypothesis import given, settings
from random_graphs import Case, Observed, cases

# The campaign sets this; a run of the suite has to be short.
EXAMPLES = int(os.environ.get("CANCELLED_REQUESTS", "60"))

LOOPS: dict[str, tuple[str, dict[str, Any]]] = {
    "asyncio": ("asyncio", {}),
    "uvloop": ("asyncio", {"use_uvloop": True}),
    "trio": ("trio", {}),
}


def observe(case: Case, loop: str) -> None:
    async def run() -> Observed:
        with anyio.fail_after(30):
            return await Observed(case).run()

    backend, options = LOOPS[loop]
    anyio.run(run, backend=backend, backend_options=options).check()


@needs_threads
@pytest.mark.parametrize("loop", ["asyncio", "uvloop", "trio"])
def test_cancelled_by_a_scope(loop: str) -> None:
    if loop == "uvloop":
        pytest.importorskip("uvloop")

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(cases("by a scope"))
    def check(case: Case) -> None:
        observe(case, loop)

    check()


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_cancelled_natively(loop: str) -> None:
    if loop == "uvloop":
        pytest.importorskip("uvloop")

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(cases("natively"))
    def check(case: Case) -> None:
        observe(case, loop)

    check()
