# The eight verbs of a router.
# outcome: silent
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/items")


@router.get("/", status_code=204)
async def get():
    return "get"  # E[fastapi-no-body]


@router.put("/", status_code=204)
async def put():
    return "put"  # E[fastapi-no-body]


@router.post("/", status_code=204)
async def post():
    return "post"  # E[fastapi-no-body]


@router.delete("/", status_code=204)
async def delete():
    return "delete"  # E[fastapi-no-body]


@router.options("/", status_code=204)
async def options():
    return "options"  # E[fastapi-no-body]


@router.head("/", status_code=204)
async def head():
    return "head"  # E[fastapi-no-body]


@router.patch("/", status_code=204)
async def patch():
    return "patch"  # E[fastapi-no-body]


@router.trace("/", status_code=204)
async def trace():
    return "trace"  # E[fastapi-no-body]


app = FastAPI()
app.include_router(router)
