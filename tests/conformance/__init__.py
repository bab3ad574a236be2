"""Plain FastAPI programs with marked mistakes, judged by every checker and run by FastAPI."""
