"""`scoped_fastapi.status` has the names of `fastapi.status`, which is Starlette's, and its values."""

from __future__ import annotations

import warnings

import pytest
import starlette.status

import scoped_fastapi.status

# Starlette may get names that its older versions do not have, and takes none away at once.
RENAMED: dict[str, int] = getattr(starlette.status, "__deprecated__", {})
NAMES = sorted({*starlette.status.__all__, *RENAMED})


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_fastapi_has_its_value(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = getattr(starlette.status, name)
    assert getattr(scoped_fastapi.status, name) == expected


def test_there_are_no_other_names() -> None:
    ours = {name for name in vars(scoped_fastapi.status) if name.startswith(("HTTP_", "WS_"))}
    assert ours == set(NAMES)
