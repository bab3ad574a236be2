"""`[tool.scoped-fastapi]`: where it is found, what it may say, and what holds for a file."""
