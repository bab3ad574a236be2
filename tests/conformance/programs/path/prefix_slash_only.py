# A lone slash is no prefix, neither for a router nor through a constant.
# outcome: import
# raises: AssertionError: A path prefix must not end with '/'
from fastapi import APIRouter, FastAPI

ROOT = "/"

app = FastAPI()
router = APIRouter()


@router.get("/")
def read_root() -> str:
    return "root"


app.include_router(router, prefix="/")  # E[fastapi-path]
other = APIRouter(prefix=ROOT)  # E[fastapi-path]
