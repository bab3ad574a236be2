# At run time a TypedDict is a dict: as one it is only wider, as anything else it is unrelated.
# outcome: silent
# enable: fastapi-depends-downcast
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from typing_extensions import TypedDict

app = FastAPI()


class Claims(TypedDict):
    sub: str
    level: int


def read_claims() -> Claims:
    return {"sub": "ann", "level": 3}


def find_claims() -> Claims | None:
    return None


def read_payload() -> dict[str, Any]:
    return {"sub": "ann", "level": 3}


@app.get("/valid")
def valid(
    claims: Annotated[Mapping[str, object], Depends(read_claims)],
    found: Annotated[Claims | None, Depends(find_claims)],
) -> list[str]:
    return list(claims)


@app.get("/wider")
def wider(
    payload: Annotated[dict[str, Any], Depends(read_claims)],  # E[fastapi-depends-downcast]
    claims: Annotated[Claims, Depends(read_payload)],  # E[fastapi-depends-downcast]
    found: Annotated[dict[str, Any] | None, Depends(find_claims)],  # E[fastapi-depends-downcast]
) -> list[str]:
    return list(payload)


@app.get("/other")
def other(
    user: Annotated[str, Depends(read_claims)],  # E[fastapi-depends]
    level: Annotated[int | None, Depends(find_claims)],  # E[fastapi-depends]
    payload: Annotated[dict[str, Any], Depends(find_claims)],  # E[fastapi-depends]
) -> Any:
    return user


def demonstrate(client: TestClient) -> None:
    assert client.get("/valid").json() == ["sub", "level"]
    assert client.get("/wider").json() == ["sub", "level"]
    assert client.get("/other").json() == {"sub": "ann", "level": 3}
