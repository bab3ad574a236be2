# A built-in class has no signature that a request could fill.
# outcome: import
# raises: ValueError: no signature found for builtin type <class 'str'>
import datetime
import uuid
from pathlib import Path
from typing import Annotated, Any, Literal, Optional

from fastapi import APIRouter, Depends, FastAPI, Security, WebSocket
from typing_extensions import TypedDict

app = FastAPI()
router = APIRouter()
Token = Annotated[str, Depends()]  # E[fastapi-depends]
Text = str


class Entry(TypedDict):
    id: int


@app.get("/failing")
def failing(
    a: float = Depends(),  # E[fastapi-depends]
    b: list = Depends(),  # E[fastapi-depends]
    c: uuid.UUID = Depends(),  # E[fastapi-depends]
    d: Any = Depends(),  # E[fastapi-depends]
    e: Literal["a"] = Depends(),  # E[fastapi-depends]
    f: Path = Depends(),  # E[fastapi-depends]
    h: Optional[int] = Depends(),  # E[fastapi-depends]
) -> None:
    return None


@router.get("/refused")
def refused(
    a: str = Depends(),  # E[fastapi-depends]
    b: int = Security(),  # E[fastapi-depends]
    c: "bool" = Depends(),  # E[fastapi-depends]
    d: dict = Depends(),  # E[fastapi-depends]
    e: list[int] = Depends(),  # E[fastapi-depends]
    f: dict[str, str] = Depends(),  # E[fastapi-depends]
    g: datetime.datetime = Depends(),  # E[fastapi-depends]
    h: bytes = Depends(None),  # E[fastapi-depends]
    i: Text = Depends(),  # E[fastapi-depends]
    j: str = Depends(use_cache=False),  # E[fastapi-depends]
    l: str | None = Depends(),  # E[fastapi-depends]
    k: str = Depends(str),  # E[fastapi-depends]
) -> None:
    return None


@app.websocket("/socket")
async def socket(
    websocket: WebSocket,
    token: Annotated[str, Depends()],  # E[fastapi-depends]
) -> None:
    await websocket.accept()


def get_user(token: str = Depends()) -> str:  # E[fastapi-depends]
    return token
