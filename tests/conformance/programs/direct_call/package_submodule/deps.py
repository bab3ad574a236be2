from fastapi import Depends, Query


def get_number() -> int:
    return 3


def doubled(number: int = Depends(get_number)) -> list[int]:
    return [number] * 2


def listed(limit: int = Query(3)) -> list[int]:
    return [limit]
