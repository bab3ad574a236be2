from typing import Any

from fastapi import APIRouter, Depends

router = APIRouter()
members = APIRouter()
late = APIRouter(prefix="/files")


def get_database() -> Any:
    return {}


@router.get("/users/me")  # E[fastapi-path]
def read_me() -> str:
    return "me"


@router.get("/accounts/{account_id}")  # E[fastapi-path]
def read_account(database: Any = Depends(get_database)) -> str:
    return "account"


@router.get("/reports/{report_id}")  # E[fastapi-path]
def read_report(id: int) -> int:
    return id


@members.get("/members/{member_id}")  # E[fastapi-path]
def read_member(team_id: str) -> str:
    return "member"


@members.get("/owners/{owner_id}")
def read_owner(owner_id: str) -> str:
    return owner_id


@late.get("/list")  # E[fastapi-path]
def list_files() -> str:
    return "files"
