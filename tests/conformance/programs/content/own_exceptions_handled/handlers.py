from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse

from content.own_exceptions_handled import main


async def encoded(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, main.Conflict | main.Gone)
    return JSONResponse(jsonable_encoder(error.detail), error.status_code)


def add(app: FastAPI) -> None:
    app.add_exception_handler(main.Conflict, encoded)
    app.add_exception_handler(main.Gone, encoded)
