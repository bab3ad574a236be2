# What a handler ends with comes back from nowhere: the program ends, or it raises.
import sys
from typing import assert_never

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Out(BaseModel):
    id: int


def fail():
    raise RuntimeError


@app.exception_handler(KeyError)
def key_error(request: Request, error: KeyError):
    assert False


@app.exception_handler(IndexError)
def index_error(request: Request, error: IndexError):
    print(error)
    assert_never(error)


@app.exception_handler(OSError)
def os_error(request: Request, error: OSError):
    print(error, file=sys.stderr)
    sys.exit(1)


@app.get("/key")
def key() -> None:
    raise KeyError


@app.get("/index")
def index() -> None:
    raise IndexError


@app.get("/assigned", response_model=Out)
def assigned():
    number: int = fail()


def demonstrate(client: TestClient) -> None:
    for path, error in {
        "/key": AssertionError,
        "/index": AssertionError,
        "/assigned": RuntimeError,
    }.items():
        with pytest.raises(error):
            client.get(path)
