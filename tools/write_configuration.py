"""Writes the table of keys in docs/configuration.md, and the JSON schema, from the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from scoped_fastapi_check.configuration.model import TableModel, schema

DOCS = Path(__file__).parents[1] / "docs"
BEGIN, END = "<!-- keys: begin -->\n", "<!-- keys: end -->"
_KINDS = {
    "array": "a list of strings",
    "boolean": "a boolean",
    "object": "a table of lists",
    "string": "a string",
}


def keys() -> str:
    """The table of keys: type, default, what it is for, an example."""
    return "\n".join(_rows())


def page(text: str) -> str:
    """The page with the table of keys in its place."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{keys()}\n\n{END}{tail}"


def _rows() -> Iterator[str]:
    yield "| key | what it says | example | default | type |"
    yield "|---|---|---|---|---|"
    for key, facts in TableModel.model_json_schema(by_alias=True)["properties"].items():
        options = facts.get("anyOf", [facts])
        kind = next(_KINDS[each["type"]] for each in options if each["type"] != "null")
        default = facts.get("default")
        shown = "" if default is None else f"`{_toml(default)}`"
        description = " ".join(facts["description"].split())
        example = f"`{_toml(facts['examples'][0])}`"
        yield f"| `{key}` | {description} | {example} | {shown} | {kind} |"


def _toml(value: object) -> str:
    if isinstance(value, dict):
        if not value:
            return "{}"
        return "{ " + ", ".join(f'"{key}" = {_toml(one)}' for key, one in value.items()) + " }"
    return json.dumps(value)


if __name__ == "__main__":
    file = DOCS / "configuration.md"
    file.write_text(page(file.read_text("utf-8")), "utf-8")
    (DOCS / "scoped-fastapi.schema.json").write_text(schema(), "utf-8")
