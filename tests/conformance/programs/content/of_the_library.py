# Classes of Python's library, and classes themselves, of which JSON knows none.
# outcome: 500
from collections import ChainMap, UserDict, UserList, deque
from fractions import Fraction
from pathlib import PurePath

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str = "Ada"


last = deque([1, 2], maxlen=10)


@app.get("/deque")
def of_deque() -> Response:
    return JSONResponse({"last": last})  # E[fastapi-content]


@app.get("/fraction")
def of_fraction() -> Response:
    return JSONResponse([Fraction(1, 2)])  # E[fastapi-content]


@app.get("/path")
def of_path() -> Response:
    raise HTTPException(404, detail={"missing": PurePath("a")})  # E[fastapi-content]


@app.get("/class")
def of_class() -> Response:
    return JSONResponse(User)  # E[fastapi-content]


@app.get("/right")
def right() -> Response:
    half = Fraction(1, 2)
    return JSONResponse({"last": list(last), "half": float(half), "path": str(PurePath("a"))})


@app.get("/data")
def data() -> Response:
    found = [UserDict(a=1).data, UserList([1]).data, dict(ChainMap({"a": 1})), User().name]
    return JSONResponse(found)


def demonstrate(client: TestClient) -> None:
    for path in ("deque", "fraction", "path", "class"):
        assert client.get(f"/{path}").status_code == 500
    for path in ("right", "data"):
        assert client.get(f"/{path}").status_code == 200
