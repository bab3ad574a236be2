from .tables import User, find


def added() -> User:
    return find()


def fine() -> User:
    return find()
