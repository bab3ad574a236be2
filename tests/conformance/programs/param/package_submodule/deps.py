from fastapi import Depends, Query


def limited(limit: int = Query(3)) -> int:
    return limit


DEPENDENCIES = [Depends(limited)]
