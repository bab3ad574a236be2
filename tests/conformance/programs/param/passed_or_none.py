# FastAPI passes a request to what is declared as one, and as nothing else beside it.
# outcome: import
# raises: Invalid args for response field! Hint: check that starlette.requests.Request | None is a valid
# fastapi: 0.124
from typing import Optional

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, Request, Response, WebSocket

app = FastAPI()
router = APIRouter()


@app.get("/")
def read(request: Request | None) -> None:  # E[fastapi-param]
    return None


@router.get("/response")
def response(response: Optional[Response] = None) -> None:  # E[fastapi-param]
    return None


@router.get("/tasks")
def tasks(tasks: BackgroundTasks | None = None) -> None:  # E[fastapi-param]
    return None


@router.get("/either")
def either(connection: Request | WebSocket) -> None:  # E[fastapi-param]
    return None


def get_name(request: "Request | None" = None) -> str:  # E[fastapi-param]
    return "name"


@router.get("/dependency")
def dependency(name: str = Depends(get_name)) -> str:
    return name
