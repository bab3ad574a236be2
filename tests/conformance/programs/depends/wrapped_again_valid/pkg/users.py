def get_user() -> int:
    return 3
