# Dependencies that are defined in one of several branches.
import sys
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

try:
    from no_such_module import get_name  # type: ignore[import-not-found]
except ImportError:

    def get_name() -> str:
        return "a"


if sys.version_info >= (3, 8):

    def get_number() -> int:
        return 3

else:

    def get_number() -> str:
        return "3"


app = FastAPI()

if app.debug:

    def get_debug() -> bool:
        return True

else:

    def get_debug() -> bool:
        return False


@app.get("/")
def read(
    name: Annotated[str, Depends(get_name)],
    number: Annotated[int, Depends(get_number)],
    debug: Annotated[bool, Depends(get_debug)],
) -> list[object]:
    return [name, number, debug]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["a", 3, False]
