def text(value: str = "a") -> str:
    return type(value).__name__
