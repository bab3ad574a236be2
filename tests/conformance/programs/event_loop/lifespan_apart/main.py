# The lifespan stands in another module than the application.
# outcome: import
# raises: cannot be called from a running event loop
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .resources import lifespan

app = FastAPI(lifespan=lifespan)

with TestClient(app):
    pass
