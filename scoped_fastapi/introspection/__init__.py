"""What `scoped-fastapi routes` shows of an application, told by the application itself."""
