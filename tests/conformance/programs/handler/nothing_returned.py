# A handler that returns None has Starlette send nothing at all.
# outcome: silent
import logging

from fastapi import FastAPI, HTTPException, Request
from fastapi.testclient import TestClient

app = FastAPI()
logger = logging.getLogger(__name__)


class Missing(Exception):
    pass


@app.exception_handler(Missing)
async def on_missing(request: Request, error: Missing) -> None:  # E[fastapi-handler]
    logger.warning("missing")


@app.exception_handler(404)
def on_unknown(request: Request, error: HTTPException):  # E[fastapi-handler]
    if request.method == "GET":
        logger.warning("unknown")
        return None
    logger.warning("not even asked for")


@app.get("/missing")
def missing() -> None:
    raise Missing


def demonstrate(client: TestClient) -> None:
    for path in ("/missing", "/unknown"):
        try:
            client.get(path)
        except AssertionError as error:
            assert "TestClient did not receive any response" in str(error)
        else:
            raise RuntimeError(path)
