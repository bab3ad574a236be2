# The ways to write a dependency.
# outcome: silent
import typing
import typing as t
from typing import Annotated

import fastapi
import fastapi as web
import fastapi.params
import typing_extensions
from fastapi import Depends, FastAPI, Security
from fastapi import Depends as D
from fastapi.param_functions import Depends as FromParamFunctions
from fastapi.testclient import TestClient

app = FastAPI()


def get_id() -> int:
    return 3


@app.get("/")
async def read(
    a0: Annotated[str, Depends(dependency=get_id)],  # E[fastapi-depends]
    a1: Annotated[str, Depends(get_id, use_cache=False)],  # E[fastapi-depends]
    a2: Annotated[str, Security(get_id, scopes=["read"])],  # E[fastapi-depends]
    a3: Annotated[str, fastapi.Depends(get_id)],  # E[fastapi-depends]
    a4: Annotated[str, D(get_id)],  # E[fastapi-depends]
    a5: typing.Annotated[str, web.Security(get_id)],  # E[fastapi-depends]
    a6: t.Annotated[str, FromParamFunctions(get_id)],  # E[fastapi-depends]
    a7: typing_extensions.Annotated[str, "text", Depends(get_id), 1],  # E[fastapi-depends]
    a8: Annotated[str, fastapi.params.Depends(get_id)],  # E[fastapi-depends]
    a9: Annotated[str, Depends(get_id, scope="function")],  # E[fastapi-depends]
    d0: str = Depends(get_id),  # E[fastapi-depends]
    d1: str = Depends(dependency=get_id, use_cache=False),  # E[fastapi-depends]
    d2: str = Security(get_id, scopes=["read"]),  # E[fastapi-depends]
    d3: str = fastapi.Security(dependency=get_id),  # E[fastapi-depends]
    d4: str = D(get_id),  # E[fastapi-depends]
    *,
    k0: Annotated[str, Depends(get_id)],  # E[fastapi-depends]
    k1: str = web.Depends(get_id),  # E[fastapi-depends]
) -> list[str]:
    values = [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, d0, d1, d2, d3, d4, k0, k1]
    return [type(value).__name__ for value in values]


def demonstrate(client: TestClient) -> None:
    assert client.get("/").json() == ["int"] * 17
