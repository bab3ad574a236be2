"""`scoped-fastapi routes`: the routes of a live application."""
