from fastapi import APIRouter

from .registry import Entry, Node, Page, view

entries, entry = APIRouter(), APIRouter()
tree, leaf = APIRouter(), APIRouter()
built, added = APIRouter(), APIRouter()
numbered, counted = APIRouter(), APIRouter()


@view
class Users:
    router = APIRouter()

    @staticmethod
    @router.get("/{name}")
    def show(name: str) -> str:
        return name


class About(Page):
    router = APIRouter(prefix="/about")


@About.router.get("/first")  # E[fastapi-router]
def first_about() -> str:
    return "never"


@entries.get("/{name}")
@tree.get("/{name}")
@built.get("/{name}")
@numbered.get("/{name}")
def show(name: str) -> str:
    return name


@entry.get("/first")  # E[fastapi-path]
def first_entry() -> str:
    return "never"


@leaf.get("/first")  # E[fastapi-path]
def first_leaf() -> str:
    return "never"


@leaf.get("/first/second")
def second_leaf() -> str:
    return "second"


@added.get("/first")  # E[fastapi-path]
def first_built() -> str:
    return "never"


@counted.get("/first")
def first_counted() -> str:
    return "first"


ENTRIES = (Entry(entries), Entry(entry, "/entries"), Entry(prefix="/others", router=entry))
TREE = [Node(tree, "/tree", [Node(leaf, "")])]
NUMBERED = (numbered, counted)
