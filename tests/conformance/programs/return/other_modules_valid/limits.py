PAGE = 200
MAXIMUM = 500


class HTTPException(Exception):
    """Not the one of FastAPI."""


def page():
    return PAGE
