# A convertor gives a value of its own type, which the parameter has to take.
# outcome: 422
import uuid
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, FastAPI
from fastapi import Path as PathParameter
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter(prefix="/router")
ID = "d1d1d1d1-0000-4000-8000-000000000000"


@app.get("/text/{x:int}")
def text(x: str) -> str:  # E[fastapi-path]
    return x


@app.get("/float/{x:float}")
def text_of_float(x: Annotated[str, PathParameter()]) -> str:  # E[fastapi-path]
    return x


@app.get(f"/uuid/{{x:uuid}}")
def formatted(x: uuid.UUID) -> None:
    return None


@app.get("/uuid-text/{x:uuid}")
def text_of_uuid(x: str) -> str:  # E[fastapi-path]
    return x


@router.get("/uuid-number/{x:uuid}")
async def number_of_uuid(x: int) -> int:  # E[fastapi-path]
    return x


@app.get("/int-uuid/{x:int}")
def uuid_of_int(x: uuid.UUID) -> None:  # E[fastapi-path]
    return None


@app.get("/file/{x:int}")
def file(x: Path) -> None:  # E[fastapi-path]
    return None


@app.get("/literal/{x:int}")
def literal(x: Literal["1", "2"]) -> str:  # E[fastapi-path]
    return x


@app.get("/optional/{x:int}")
def optional(x: str | None) -> str:  # E[fastapi-path]
    return x or ""


def get_x(x: str) -> str:  # E[fastapi-path]
    return x


@app.get("/dependency/{x:int}")
def dependency(y: Annotated[str, Depends(get_x)]) -> str:
    return y


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    for path in ("text/1", "float/1.5", f"uuid-text/{ID}", f"router/uuid-number/{ID}", "file/1"):
        assert client.get(f"/{path}").status_code == 422, path
    for path in ("int-uuid/1", "literal/1", "optional/1", "dependency/1"):
        assert client.get(f"/{path}").status_code == 422, path
    assert client.get(f"/uuid/{ID}").status_code == 200
