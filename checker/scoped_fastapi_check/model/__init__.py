"""The application model: what the syntax of a module says about routes and dependencies.

It is read with `ast` alone, so that every engine can work on the same model: mypy, for one, throws
the metadata of `Annotated` away while parsing.
"""
