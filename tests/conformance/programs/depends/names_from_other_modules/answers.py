"""A response of a class of one's own."""

from .parts import Answer


def nothing() -> Answer:
    return Answer(None, status_code=204)  # E[fastapi-no-body]
