"""The verbs of FastAPI's routers and applications, typed: see the stub beside this module."""

__all__ = ["TypedVerbs"]


class TypedVerbs:
    """The types of the eight verbs and `api_route`, for a class that stands before FastAPI's.

    At run time they are FastAPI's own, with every option that the installed version has. The stub
    gives them strict options and keeps the exact type of the handler that they decorate. For a
    status that forbids a body it accepts only a handler that returns none, or a response of its
    own.
    """
