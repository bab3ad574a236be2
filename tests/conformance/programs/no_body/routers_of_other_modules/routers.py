from fastapi import APIRouter, FastAPI


class Router(APIRouter):
    pass


class Application(FastAPI):
    pass


items = Router(prefix="/items")


class Routers:
    users = APIRouter(prefix="/users")


def get_router() -> APIRouter:
    return items
