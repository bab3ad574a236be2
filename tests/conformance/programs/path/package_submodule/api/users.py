from typing import Annotated

from fastapi import APIRouter, Path

router = APIRouter()


@router.get("/{user_id}")
def read_user(user_id: int, version: Annotated[str, Path()]) -> str:
    return f"{version} {user_id}"


@router.get("/{user_id}/name")
def read_name(user_id: int, edition: Annotated[str, Path()]) -> str:  # E[fastapi-path]
    return edition


@router.get("/{user_id}/age")  # E[fastapi-path]
def read_age(version: str) -> str:
    return version
