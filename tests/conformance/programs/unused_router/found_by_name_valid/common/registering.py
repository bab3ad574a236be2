import importlib
from pathlib import Path

from fastapi import APIRouter, FastAPI


class Registering:
    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def routers(self) -> list[APIRouter]:
        found: list[APIRouter] = []
        package = __name__.rpartition(".common.")[0]
        for path in sorted(Path(__file__).parent.parent.glob("controllers/[!_]*.py")):
            module = importlib.import_module(f"{package}.controllers.{path.stem}")
            found += [one for one in vars(module).values() if isinstance(one, APIRouter)]
        return found

    def register(self) -> None:
        for router in self.routers():
            self.app.include_router(router)


def register_routers(app: FastAPI) -> None:
    Registering(app).register()
