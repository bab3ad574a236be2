# Routes in functions, in classes and on attributes.
# outcome: silent
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient


class Items:
    def __init__(self) -> None:
        self.router = APIRouter(prefix="/items")
        self.add_routes()

    def add_routes(self) -> None:
        @self.router.delete("/attribute", status_code=204)
        def delete_item():
            return 1  # E[fastapi-no-body]

        self.router.add_api_route("/method", self.clear, methods=["DELETE"], status_code=204)

    def clear(self):
        return 1  # E[fastapi-no-body]


class Namespace:
    router = APIRouter(prefix="/namespace")

    @router.delete("/body", status_code=204)
    def in_class_body():
        return 1  # E[fastapi-no-body]

    @staticmethod
    @router.delete("/static", status_code=204)
    def static():
        return 1  # E[fastapi-no-body]


def create_app() -> FastAPI:
    application = FastAPI()

    @application.delete("/function", status_code=204)
    def in_function():
        return 1  # E[fastapi-no-body]

    @application.router.delete("/router-of-app", status_code=204)
    async def on_router_of_app():
        return 1  # E[fastapi-no-body]

    add_routes(application)
    application.include_router(Items().router)
    application.include_router(Namespace.router)
    return application


def add_routes(to: FastAPI | APIRouter) -> None:
    if to.routes:

        @to.delete("/parameter", status_code=204)
        def on_parameter():
            return 1  # E[fastapi-no-body]


app = create_app()


def demonstrate(client: TestClient) -> None:
    for path in (
        "/items/attribute",
        "/items/method",
        "/namespace/body",
        "/namespace/static",
        "/function",
        "/router-of-app",
        "/parameter",
    ):
        response = client.delete(path)
        assert (response.status_code, response.content) == (204, b"")
