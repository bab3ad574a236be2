PAGE = 200
MAXIMUM = 500


class HTTPException(Exception):
    """Not the one of FastAPI."""


def page():
    return PAGE


def found(name):
    if not name:
        return
    try:
        value = looked_up(name)
    except KeyError:
        return
    return value


def looked_up(name):
    return {"a": PAGE}[name]
