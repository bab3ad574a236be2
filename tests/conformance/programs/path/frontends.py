# Frontends at paths without a slash.
# outcome: import
# raises: AssertionError: A frontend path must start with '/'
# fastapi: 0.138
from pathlib import Path

from fastapi import APIRouter, FastAPI

HERE = Path(__file__).parent

app = FastAPI()
router = APIRouter()
app.frontend("/files", directory=HERE)
app.frontend("app", directory=HERE)  # E[fastapi-path]
router.frontend(path="", directory=HERE)  # E[fastapi-path]
