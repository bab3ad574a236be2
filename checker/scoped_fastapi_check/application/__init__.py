"""The application map: what the modules of a project make of FastAPI together, read with `ast` alone."""
