# Routers that registries, builders and trees of the project hand over, in a factory that keeps what it makes.
# outcome: silent
# enable: fastapi-unused-router
from fastapi import FastAPI
from fastapi.testclient import TestClient

from .parts import ENTRIES, NUMBERED, TREE, added, built, show
from .registry import APPLICATIONS, VIEWS, Builder, Page, include_tree


def create_app(name: str, fresh: bool = False) -> FastAPI:
    if name in APPLICATIONS and not fresh:
        return APPLICATIONS[name]
    application = FastAPI()
    for entry in ENTRIES:
        application.include_router(entry.router, prefix=entry.prefix)
    for number, router in enumerate(NUMBERED, start=1):
        application.include_router(router, prefix=f"/v{number}")
    for title, cls in VIEWS.items():
        application.include_router(cls().router, prefix=f"/{title}")
    include_tree(application, TREE)
    Builder().at("/built").add(built, added).into(application)
    APPLICATIONS[name] = application
    return application


app = create_app("main")


@app.get("/about/first")
def about() -> str:
    return "first"


included = [app]
included += [create_app("main")]
for number, page in enumerate(Page.pages):
    included[number].include_router(page.router)
app.get("/{}/{{name}}".format("formatted"))(show)


@app.get("/".join(["/formatted", "first"]))  # E[fastapi-path]
def formatted() -> str:
    return "never"


@app.get("/users/first")  # E[fastapi-path]
def first_user() -> str:
    return "never"


def demonstrate(client: TestClient) -> None:
    for path in ("entries", "tree", "built", "users", "formatted", "about", "v2"):
        assert client.get(f"/{path}/first").json() == "first"
    assert client.get("/tree/first/second").json() == "second"
    assert client.get("/others/first").json() == "never"
