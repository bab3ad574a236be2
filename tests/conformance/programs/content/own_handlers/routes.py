from datetime import datetime

from fastapi import APIRouter, HTTPException

router = APIRouter()


@router.get("/elsewhere")
def when() -> None:
    raise HTTPException(400, detail={"at": datetime(2020, 1, 1)})
