# Functions that declare nothing: rebound, changed from inside, nothing to give yet, asked by whoever calls them.
from fastapi import FastAPI, HTTPException
from fastapi.testclient import TestClient
from pydantic import BaseModel

app = FastAPI()


class Out(BaseModel):
    id: int
    title: str


BOOKS = {"emma": {"id": 1, "title": "Emma"}}


def titled(function):
    def with_title():
        return {**function(), "title": "Emma"}

    return with_title


def build():
    return {"id": 1}


build = titled(build)


@app.get("/rebound", response_model=Out)
def rebound():
    return build()


def build_later():
    return {"id": 1}


def set_up():
    global build_later
    build_later = titled(build_later)


set_up()


@app.get("/rebound-later", response_model=Out)
def rebound_later():
    return build_later()


def build_inside():
    current = {"id": 1}

    def change():
        nonlocal current
        current = {"id": 1, "title": "Emma"}

    change()
    return current


@app.get("/changed-inside", response_model=Out)
def changed_inside():
    return build_inside()


def look_up(key):
    return BOOKS.get(key) or {}


@app.get("/looked-up", response_model=Out)
def looked_up():
    found = look_up("emma")
    if not found:
        raise HTTPException(404)
    return found


@app.get("/looked-up-at-once", response_model=Out)
def looked_up_at_once():
    return look_up("emma")


def cached():
    return None


@app.get("/nothing-yet", response_model=Out)
def nothing_yet():
    found = cached()
    if found is not None:
        return found
    return {"id": 1, "title": "Emma"}


@app.get("/nothing-yet-chosen", response_model=Out)
def nothing_yet_chosen():
    found = cached()
    return found if found is not None else {"id": 1, "title": "Emma"}


def search():
    return {}


@app.get("/empty-yet", response_model=Out)
def empty_yet():
    found = search()
    if found:
        return found
    return {"id": 1, "title": "Emma"}


def ask_service():
    return {"error": "not there yet"}


@app.get("/looked-into", response_model=Out)
def looked_into():
    answer = ask_service()
    if "error" not in answer:
        return answer
    return {"id": 1, "title": "Emma"}


@app.get("/looked-into-each", response_model=list[Out])
def looked_into_each():
    found = []
    for _ in range(2):
        answer = ask_service()
        if "error" in answer:
            continue
        found.append(answer)
    return found


def read_name():
    return "Emma"


@app.get("/other-type", response_model=Out)
def other_type():
    name = read_name()
    if isinstance(name, dict):
        return name
    return {"id": 1, "title": name}


def is_cached():
    return False


@app.get("/flag", response_model=Out)
def flag():
    cached = is_cached()
    if not cached:
        return {"id": 1, "title": "Emma"}
    return cached


def call_itself(number):
    if number:
        return call_the_other(number)
    return {"id": 1, "title": "Emma"}


def call_the_other(number):
    return call_itself(number - 1)


@app.get("/recursion", response_model=Out)
def recursion():
    return call_the_other(3)


def demonstrate(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        assert client.get(path).status_code == 200, path
