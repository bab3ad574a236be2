"""Every test of the runtime runs under asyncio and under trio."""

import pytest


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """The event loop that anyio's pytest plugin runs a test in."""
    return str(request.param)
