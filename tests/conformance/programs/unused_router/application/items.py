from fastapi import APIRouter

router = APIRouter()
inner = APIRouter()
callbacks = APIRouter()


@callbacks.post("{$callback_url}/done")
def done() -> None: ...


@inner.get("/items", callbacks=callbacks.routes)
def read_items() -> str:
    return "items"


router.include_router(inner)
