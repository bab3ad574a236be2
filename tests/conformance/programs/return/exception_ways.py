# All ways to write an exception: classes, variables, conditions, functions that make one.
# outcome: silent
from typing import Any

import fastapi
import starlette.exceptions
from fastapi import APIRouter, FastAPI
from fastapi import HTTPException as Failure
from fastapi.testclient import TestClient

app = FastAPI()
router = APIRouter()


class NotFound(Failure):
    def __init__(self) -> None:
        super().__init__(404, "not found")


class Gone(NotFound): ...


def forbidden(detail: str = "forbidden") -> Failure:
    return Failure(403, detail)


async def unauthorized() -> Failure:
    return Failure(401)


FULL = Failure(507)


@app.get("/1", response_model=None)
def attribute() -> Any:
    return fastapi.HTTPException(404)  # E[fastapi-return]


@app.get("/2", response_model=None)
def of_starlette() -> Any:
    return starlette.exceptions.HTTPException(404)  # E[fastapi-return]


@router.get("/3", response_model=None)
def subclass() -> Any:
    return NotFound()  # E[fastapi-return]


@router.get("/4", response_model=None)
def subclass_of_subclass() -> Any:
    return Gone()  # E[fastapi-return]


@app.post("/5", response_model=None)
def variable() -> Any:
    error = Failure(404)
    return error  # E[fastapi-return]


@app.put("/6")
def variable_without_types():
    error = Failure(404)
    return error  # E[fastapi-return]


@app.patch("/7", response_model=None)
def made_by_function() -> Any:
    return forbidden()  # E[fastapi-return]


@app.get("/8", response_model=None)
async def made_by_coroutine() -> Any:
    return await unauthorized()  # E[fastapi-return]


@app.get("/9")
def condition(found: bool = False):
    return {"found": True} if found else Failure(404)  # E[fastapi-return]


@app.get("/10")
def alternative():
    found: dict[str, int] = {}
    return found or Failure(404)  # E[fastapi-return]


@app.get("/11", response_model=None)
def caught() -> Any:
    try:
        raise Failure(404)
    except Failure as error:
        return error  # E[fastapi-return]


@app.get("/12", response_model=None)
def narrowed() -> Any:
    result: dict[str, int] | Failure = Failure(404) if len("a") else {}
    if isinstance(result, Failure):
        return result  # E[fastapi-return]
    return result


@app.get("/13")
def constant():
    return FULL  # E[fastapi-return]


@app.get("/14")
def several_lines():
    return Failure(  # E[fastapi-return]
        status_code=404,
        detail="no such item",
    )


@app.get("/15")
def condition_with_a_variable(found: bool = False):
    error = Failure(404)
    return {"found": True} if found else error  # E[fastapi-return]


app.include_router(router)


def demonstrate(client: TestClient) -> None:
    methods = {5: "POST", 6: "PUT", 7: "PATCH"}
    for number in range(1, 16):
        response = client.request(methods.get(number, "GET"), f"/{number}")
        assert response.status_code == 200, number
        assert response.json()["status_code"] >= 400
