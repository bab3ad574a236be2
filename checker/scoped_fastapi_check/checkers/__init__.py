"""The type checkers that `scoped-fastapi check` can put the rules to."""
