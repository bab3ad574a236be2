# Bodies that share their line with what they belong to.
# outcome: 500
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    title: str


class ItemPublic(BaseModel):
    id: int


class Named(BaseModel):
    title: str


# fmt: off
def make_item(title: str) -> Item: return Item(title=title)


def make_nothing() -> None: ...


@app.get("/made", response_model=ItemPublic)
def get_made(): return Item(title="")  # E[fastapi-response-model]


@app.get("/made/asynchronously", response_model=ItemPublic)
async def get_made_asynchronously(): return Item(title="")  # E[fastapi-response-model]


@app.get("/variable", response_model=ItemPublic)
def get_variable(): item = make_item("ö"); return item  # E[fastapi-response-model]


@app.get("/second", response_model=ItemPublic)
def get_second():
    item = make_item("ö"); return item  # E[fastapi-response-model]


@app.get("/branches", response_model=ItemPublic)
def get_branches(flag: bool = False):
    if flag: return make_item("")  # E[fastapi-response-model]
    else: item = make_item(""); return item  # E[fastapi-response-model]


@app.get("/attempt", response_model=ItemPublic)
def get_attempt():
    try: return make_item("")  # E[fastapi-response-model]
    except ValueError: return make_item("later")  # E[fastapi-response-model]
    finally: print()


@app.get("/matched", response_model=ItemPublic)
def get_matched(number: int = 1):
    match number:
        case 1: return make_item("")  # E[fastapi-response-model]
        case _: item = make_item(""); return item  # E[fastapi-response-model]


@app.get("/several", response_model=ItemPublic)
def get_several(): item = make_item(
    "several"
); print(); return item  # E[fastapi-response-model]


@app.get("/nothing", response_model=ItemPublic)
def get_nothing(): return make_nothing()  # E[fastapi-response-model]


@app.get("/nothing/later", response_model=ItemPublic)
def get_nothing_later():
    return make_nothing()  # E[fastapi-response-model]


@app.get("/fits", response_model=Named)
def get_fitting(): return make_item("ö")


@app.get("/fits/variable", response_model=Named)
def get_fitting_variable(): item = make_item("ö"); return item


@app.get("/fits/second", response_model=Named)
def get_fitting_second():
    item = make_item("ö"); return item


@app.get("/fits/branches", response_model=Named)
def get_fitting_branches(flag: bool = False):
    if flag: return make_item("")
    else: item = make_item(""); return item


@app.get("/fits/attempt", response_model=Named)
def get_fitting_attempt():
    try: return make_item("")
    except ValueError: return make_item("later")


@app.get("/fits/matched", response_model=Named)
def get_fitting_matched(number: int = 1):
    match number:
        case 1: return make_item("")
        case _: item = make_item(""); return item


@app.get("/fits/narrowed", response_model=ItemPublic | None)
def get_narrowed(item: ItemPublic | Item | None = None):
    if isinstance(item, Item): return None
    if item is None: return None
    kept = item; return kept


@app.get("/fits/nothing", response_model=ItemPublic | None)
def get_fitting_nothing(): return make_nothing()


def demonstrate(client: TestClient) -> None:
    for path in (
        *("/made", "/made/asynchronously", "/variable", "/second", "/branches?flag=true"),
        *("/branches", "/attempt", "/matched", "/matched?number=2", "/several"),
        *("/nothing", "/nothing/later"),
    ):
        assert client.get(path).status_code == 500, path
    for path in ("", "/variable", "/second", "/branches", "/attempt", "/matched", "/nothing"):
        assert client.get(f"/fits{path}").status_code == 200, path
