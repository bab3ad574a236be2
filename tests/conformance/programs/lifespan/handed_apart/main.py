# A function of another module is given the application, and adds event handlers beside its lifespan.
# outcome: silent
import os

from fastapi import FastAPI
from fastapi.testclient import TestClient

from .events import RUN, add_chosen, add_events, add_handlers, add_old_events, add_shared
from .resources import lifespan


def create_app() -> FastAPI:
    application = FastAPI(lifespan=lifespan)
    add_events(application)
    add_handlers(application)
    return application


app = create_app()
old = FastAPI()
add_old_events(old)
for each in (app, old):
    add_shared(each)
if "CONNECT" in os.environ:
    chosen = FastAPI(lifespan=lifespan)
else:
    chosen = FastAPI()
add_chosen(chosen)


def demonstrate(client: TestClient) -> None:
    RUN.clear()
    for each in (app, old, chosen):
        with TestClient(each):
            pass
    assert RUN == ["lifespan", "old", "shared", "chosen"]
