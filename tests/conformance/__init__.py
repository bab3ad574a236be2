"""Plain FastAPI programs with marked mistakes, checked with every checker and run by FastAPI."""
