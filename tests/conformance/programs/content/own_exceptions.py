# HTTPExceptions of one's own hand on what they are made with, and an exception of pydantic is no text either.
# outcome: 500
from uuid import UUID, uuid4

import pydantic
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException

app = FastAPI()


class Book(BaseModel):
    pages: int


class Taken(HTTPException):
    def __init__(self, key: UUID) -> None:
        super().__init__(status_code=409, detail=key)  # E[fastapi-content]


class Lost(HTTPException):
    def __init__(self, key: UUID) -> None:
        HTTPException.__init__(self, 404, {"key": key})  # E[fastapi-content]


class LostAgain(Lost):
    def __init__(self, key: UUID) -> None:
        super().__init__(key)


class Gone(StarletteHTTPException):
    def __init__(self, key: UUID) -> None:
        super(Gone, self).__init__(410, [key])  # E[fastapi-content]


class Told(HTTPException):
    def __init__(self, key: UUID) -> None:
        super().__init__(409, {"key": str(key)})


class InWords(HTTPException):
    def __init__(self, status_code: int, detail: object) -> None:
        super().__init__(status_code, str(detail))


class InMoreWords(InWords):
    def __init__(self, key: UUID) -> None:
        super().__init__(409, key)


class Noted(ValueError):
    def __init__(self, status_code: int, detail: UUID) -> None:
        super().__init__(status_code, detail)


ERRORS: dict[str, type[Taken | Lost | Gone | Told | InMoreWords]] = {
    **{"taken": Taken, "lost": Lost, "again": LostAgain, "gone": Gone},
    **{"told": Told, "words": InMoreWords},
}


@app.get("/own/{name}")
def own(name: str) -> None:
    raise ERRORS[name](uuid4())


@app.get("/pydantic")
def of_pydantic() -> None:
    try:
        Book.model_validate({})
    except ValidationError as error:
        raise HTTPException(422, detail=error)  # E[fastapi-content]


@app.get("/several")
def of_several() -> JSONResponse:
    try:
        return JSONResponse(Book.model_validate({}).model_dump())
    except (pydantic.ValidationError, Noted) as error:
        return JSONResponse({"error": error}, 422)  # E[fastapi-content]


@app.get("/errors")
def errors() -> None:
    try:
        Book.model_validate({})
    except ValidationError as error:
        raise HTTPException(422, detail=error.errors())


def demonstrate(client: TestClient) -> None:
    for path in ("own/taken", "own/lost", "own/again", "own/gone", "pydantic", "several"):
        assert client.get(f"/{path}").status_code == 500, path
    assert client.get("/own/told").status_code == client.get("/own/words").status_code == 409
    assert client.get("/errors").status_code == 422
