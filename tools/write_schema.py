"""Writes the JSON schema of `[tool.scoped-fastapi]`, which docs/configuration.md leads to."""

from __future__ import annotations

from pathlib import Path

from scoped_fastapi_check.configuration.model import schema

if __name__ == "__main__":
    file = Path(__file__).parents[1] / "docs" / "scoped-fastapi.schema.json"
    file.write_text(schema(), encoding="utf-8")
