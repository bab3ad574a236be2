"""What pydantic makes of names, and what it is told to dump."""

from __future__ import annotations

import ast

import pytest
from pydantic import alias_generators
from scoped_fastapi_check.analysis.response_models.alias_generators import generated_alias
from scoped_fastapi_check.analysis.response_models.selection import selection


@pytest.mark.parametrize("generator", ["to_camel", "to_pascal", "to_snake"])
@pytest.mark.parametrize("name", ["id", "user_id", "a_b_c", "line_2", "userId", "x__y", "_a", "ID"])
def test_a_generated_alias_is_that_of_pydantic(generator: str, name: str) -> None:
    found = generated_alias(f"pydantic.alias_generators.{generator}", name)
    assert found in {None, getattr(alias_generators, generator)(name)}
    assert (found is None) is (name not in {"id", "user_id", "a_b_c"})


@pytest.mark.parametrize(
    ("arguments", "taken"),
    [
        ("", "ab"),
        ("exclude={'a'}", "b"),
        ("include={'a'}", "a"),
        ("include={'a', 'b'}, exclude={'b'}", "a"),
        ("include=None, exclude=None", "ab"),
        ("exclude={'a': True}", None),
        ("exclude={name}", None),
        ("exclude={'a', name}", None),
        ("include=set()", None),
    ],
)
def test_the_fields_of_a_dump(arguments: str, taken: str | None) -> None:
    call = ast.parse(f"item.model_dump({arguments})", mode="eval").body
    assert isinstance(call, ast.Call)
    found = selection(call)
    assert (None if found is None else "".join(filter(found.takes, "ab"))) == taken
