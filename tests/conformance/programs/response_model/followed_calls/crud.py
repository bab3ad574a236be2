from typing import Any

from .schemas import Author, Note


def build():
    return {"id": 1}


def build_wrong_value() -> dict[str, Any]:
    return {"id": "one", "title": "Emma"}


def build_list():
    return [{"id": 1}]


def build_through():
    made = build()
    return made


def build_object():
    return Author(name="Jane")


async def load():
    return {"title": "Emma"}


def build_one_of(number: int):
    if number > 1:
        return {"id": 1}
    return {"id": 1, "title": "Emma"}


def build_or_fail(number: int):
    if number > 1:
        raise ValueError
    return {"id": 1, "title": "Emma"}


def build_filled():
    made = {"id": 1}
    made["title"] = "Emma"  # type: ignore[assignment]
    return made


def build_from(title):
    return {"id": 1, "title": title}


def build_note():
    return Note(id=1, title="Emma")


def count_down(number: int):
    if number > 0:
        return count_down(number - 1)
    return {"id": 1, "title": "Emma"}


def titled(function):
    def with_title():
        return {**function(), "title": "Emma"}

    return with_title


def build_to_wrap():
    return {"id": 1}


def build_to_replace():
    return {"id": 1}


def find(number: int):
    if number > 1:
        return None
    return {"id": 1}
