"""Writes FastAPI applications of any size, for the benchmarks that check them.

    python benchmarks/applications.py FOLDER --modules 300 --routes 1000

Most modules of a real application hold no routes at all. Counted in seven of them (argilla, phoenix,
langflow, litellm, open-webui, prefect, zenml): 3 to 12 % of the modules hold routes, 4 in the median; 3
to 30 % import FastAPI or Starlette, 11 in the median; 11 to 26 % import pydantic, 17 in the median; a
module with routes holds 4 to 17 of them, 7 in the median, and there is 1.3 times a `Depends` for each
route. A module has 240 lines in the mean, and half of them have less than 90.

With `TYPICAL` routes for each module an application is as these are in the median. With `DENSE` it
stands at the upper end, with those that are mostly an API (open-webui, argilla, litellm's proxy).
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

import application_texts as texts

PACKAGE = "shop"
TYPICAL = 0.3
"""Routes for each module, in the median of real applications: they have 0.2 to 2."""
DENSE = 1.0
"""Routes for each module of an application that is mostly an API."""
SMALLEST = 10
# Besides the areas there are `__init__`, `main`, `database` and `security`.
OUTSIDE_OF_AREAS = 4
MODULES_OF_AREA = 8
ROUTES_OF_MODULE = 7
# `__init__`, `models`, `schemas`, `dependencies` and `routes`; all others are services.
FASTAPI_SIDE_OF_AREA = 5
# What some services know besides, and how many do.
SERVICES_WITH = ((1 / 6, texts.SERVICE_WITH_PYDANTIC), (1 / 30, texts.SERVICE_WITH_FASTAPI))


def _words(text: str) -> list[str]:
    return text.split()


THINGS = _words(
    "account book claim device event folder group house invoice job key letter meter note order"
)
NOUNS = _words(
    "answer batch credit draft entry figure grant history item journal limit measure number offer "
    "part quota record step term unit value week year"
)
FIELDS = _words(
    "count depth height level rank size source target title weight width owner origin reason"
)


@dataclass(frozen=True)
class Application:
    """What was written: the folder that holds the package, and how much is in it."""

    folder: Path
    modules: int
    routes: int
    lines: int


def write_application(folder: Path, modules: int, routes: int | None = None) -> Application:
    """Write an application of so many modules and routes, the package `shop`, into `folder`.

    Without a number of routes it is a typical one. The same numbers give the same application.
    `ValueError` tells of numbers that no application can be made of.
    """
    routes = round(TYPICAL * modules) if routes is None else routes
    if modules < SMALLEST or routes < 1:
        raise ValueError(f"an application has at least {SMALLEST} modules and one route")
    sources = dict(_sources(modules, routes, random.Random(modules * 1_000_003 + routes)))
    for name, source in sources.items():
        path = folder / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    lines = sum(source.count("\n") for source in sources.values())
    return Application(folder, len(sources), routes, lines)


def _sources(modules: int, routes: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    inside = modules - OUTSIDE_OF_AREAS
    count = max(1, min(round(routes / ROUTES_OF_MODULE), inside // MODULES_OF_AREA))
    names = [f"{THINGS[i % len(THINGS)]}{i // len(THINGS) or ''}" for i in range(count)]
    yield "__init__.py", ""
    yield "database.py", texts.DATABASE
    yield "security.py", texts.SECURITY
    yield (
        "main.py",
        texts.MAIN.substitute(
            imports="\n".join(f"from .{name} import routes as {name}" for name in names),
            includes="\n".join(f"app.include_router({name}.router)" for name in names),
        ),
    )
    for name, modules_here, routes_here in zip(
        names, _shares(inside, count), _shares(routes, count), strict=True
    ):
        for file, source in _area(name, modules_here, routes_here, chance):
            yield f"{name}/{file}", source


def _shares(total: int, parts: int) -> list[int]:
    return [total // parts + (index < total % parts) for index in range(parts)]


def _area(
    thing: str, modules: int, routes: int, chance: random.Random
) -> Iterator[tuple[str, str]]:
    words = {"thing": thing, "things": f"{thing}s", "Thing": thing.capitalize()}
    yield "__init__.py", ""
    yield (
        "models.py",
        texts.MODELS_HEAD.substitute(words)
        + _parts((texts.METHOD_OF_MODEL,), _size(chance), words, chance),
    )
    yield (
        "schemas.py",
        texts.SCHEMAS_HEAD.substitute(words)
        + _parts((texts.SCHEMA,), _size(chance), words, chance),
    )
    yield "dependencies.py", texts.DEPENDENCIES_HEAD.substitute(words)
    yield (
        "routes.py",
        texts.ROUTES_HEAD.substitute(words) + _parts(texts.ROUTES, routes, words, chance),
    )
    for number in range(modules - FASTAPI_SIDE_OF_AREA):
        topic = NOUNS[number % len(NOUNS)]
        service = {**words, "topic": topic, "number": str(chance.randint(2, 999))}
        functions = _parts(texts.FUNCTIONS, _size_of_service(chance), words, chance)
        known = [addition for share, addition in SERVICES_WITH if chance.random() < share]
        head = texts.SERVICE_HEAD.substitute(service, imports="".join(one.imports for one in known))
        additions = "".join(one.source.substitute(service) for one in known)
        yield f"{topic}s{number}.py", head + additions + functions


def _size(chance: random.Random) -> int:
    """How many parts a module has: mostly few, now and then many."""
    return min(60, 1 + int(chance.lognormvariate(1.6, 0.9)))


def _size_of_service(chance: random.Random) -> int:
    """How many functions and classes a service has: half have few, some have hundreds of lines."""
    return min(240, 1 + int(chance.lognormvariate(1.7, 1.6)))


def _parts(
    kinds: tuple[Template, ...], count: int, words: dict[str, str], chance: random.Random
) -> str:
    """So many parts of a module, of these kinds in turn, each with a name of its own."""
    written: list[str] = []
    for index in range(count):
        noun = f"{chance.choice(NOUNS)}{index}"
        first, second, third = chance.sample(FIELDS, 3)
        numbered = {"noun": noun, "Noun": noun.capitalize(), "number": str(chance.randint(2, 99))}
        fields = {"first": first, "second": second, "third": third}
        written.append(kinds[index % len(kinds)].substitute(words, **numbered, **fields))
    return "".join(written)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a FastAPI application of any size.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modules", type=int, default=100)
    parser.add_argument("--routes", type=int)
    arguments = parser.parse_args()
    try:
        written = write_application(arguments.folder, arguments.modules, arguments.routes)
    except ValueError as error:
        parser.error(str(error))
    print(f"{written.modules} modules, {written.routes} routes, {written.lines} lines")


if __name__ == "__main__":
    main()
