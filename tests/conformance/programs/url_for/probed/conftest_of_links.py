import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.routing import NoMatchFound


def check_own_application() -> None:
    own = FastAPI()

    @own.get("/here")
    def here(request: Request) -> str:
        return str(request.url_for("here"))

    assert own.url_path_for("here") == "/here"
    assert TestClient(own).get("/here").status_code == 200
    with pytest.raises(NoMatchFound):
        own.url_path_for("nothing")
