"""The mypy plugin: the rulebook of scoped-fastapi, judged by mypy while it runs."""
