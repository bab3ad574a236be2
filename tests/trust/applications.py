"""Small applications of several modules, and the edits that somebody might make to them.

A module is a list of definitions, each a piece of source of one of the kinds below. What a definition
names is imported from the module where that was defined last, so that a deletion or a rename leaves
an import behind that leads nowhere, as it does while somebody works.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

# The names of definitions are words with a number; those in paths are none.
_WORD = re.compile(r"(?<![\w./{])[a-z]+\d+\b")

PRELUDE = """\
import asyncio
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from typing import Annotated, Any, Final, Generic, TypeAlias, TypeVar

from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, HTTPException, Path, Query, Request, Response, Security, status
from fastapi.responses import JSONResponse
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel
"""

FIELD_TYPES = ["int", "str", "int | None", "list[int]", "bytes"]
PLAIN_TYPES = ["int", "str", "None", "int | None", "list[str]", "Any"]
STATUSES = [
    "200",
    "204",
    "201",
    "status.HTTP_204_NO_CONTENT",
    "HTTPStatus.NO_CONTENT",
    "int('204')",
]
IMPORT_STYLES = ["from", "module", "star", "typed"]


@dataclass(frozen=True)
class Definition:
    """One definition of a module: its kind, the name it binds, and its source."""

    kind: str
    name: str
    text: str


@dataclass
class Module:
    """A module of a small application."""

    imports: str = "from"
    definitions: list[Definition] = field(default_factory=list)
    comments: int = 0
    is_broken: bool = False


@dataclass
class Application:
    """The modules by name, and in which of them every name was defined last."""

    modules: dict[str, Module] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def new_name(self, prefix: str) -> str:
        """A name that was never used before."""
        self.count += 1
        return f"{prefix}{self.count}"

    def names(self, *kinds: str) -> list[str]:
        """The names of what is defined, of these kinds."""
        return sorted(d.name for _, d in self.definitions() if d.kind in kinds)

    def called(self) -> list[str]:
        """The names of dependencies that can be called without an argument."""
        return sorted(
            d.name
            for _, d in self.definitions()
            if d.kind == "dependency" and (f"def {d.name}()" in d.text or "size: int = 1" in d.text)
        )

    def definitions(self) -> list[tuple[str, Definition]]:
        """All definitions, each with the name of its module."""
        return [
            (name, definition)
            for name, module in sorted(self.modules.items())
            for definition in module.definitions
        ]

    def add(self, module: str, definition: Definition) -> None:
        """Append a definition to a module."""
        self.modules[module].definitions.append(definition)
        self.homes[definition.name] = module

    def replace(self, module: str, old: Definition, new: Definition) -> None:
        """Put a definition in the place of another."""
        definitions = self.modules[module].definitions
        definitions[definitions.index(old)] = new
        self.homes[new.name] = module

    def source(self, name: str) -> str:
        """The text of a module."""
        module = self.modules[name]
        own = {definition.name for definition in module.definitions}
        body = "\n\n".join(definition.text for definition in module.definitions)
        used = {w for w in _WORD.findall(body) if w in self.homes and w not in own}
        used = {word for word in used if self.homes[word] != name}
        if module.imports == "module":
            body = _WORD.sub(lambda w: f"{self.homes[w[0]]}.{w[0]}" if w[0] in used else w[0], body)
        lines = sorted({self._import(word, name) for word in used})
        comment = "# A router may have a dependency_scope.\n" * module.comments
        broken = "def half(\n" if module.is_broken else ""
        return "\n".join([PRELUDE, *lines, "", comment + body, "", broken])

    def _import(self, name: str, module: str) -> str:
        home = self.homes[name]
        match self.modules[module].imports:
            case "module":
                return f"import {home}"
            # Circular ones are too much for the daemon: see the messages of mypy itself.
            case "star" if home < module:
                return f"from {home} import *"
            case "typed":
                return f"from {home} import {name} as {name}"
            case _:
                return f"from {home} import {name}"

    def sources(self) -> dict[str, str]:
        """The text of every module, by its file."""
        return {f"{name}.py": self.source(name) for name in self.modules}


# Definitions


def draw_type(draw: Draw[Any], app: Application) -> str:
    models = app.names("model")
    return str(draw(st.sampled_from([*PLAIN_TYPES, *models, *(f"{m} | None" for m in models)])))


def draw_model(draw: Draw[Any], app: Application, name: str) -> Definition:
    bases = [m for m in app.names("model") if m != name]
    base = draw(st.sampled_from(["BaseModel", *bases]))
    fields = draw(
        st.dictionaries(st.sampled_from("abcd"), st.sampled_from(FIELD_TYPES), max_size=3)
    )
    body = [f"    {key}: {value}" for key, value in sorted(fields.items())] or ["    pass"]
    return Definition("model", name, "\n".join([f"class {name}({base}):", *body]))


def draw_constant(draw: Draw[Any], app: Application, name: str) -> Definition:
    others = [c for c in app.names("constant") if c != name]
    value = draw(st.sampled_from([*STATUSES, *others]))
    annotation = draw(st.sampled_from(["", "", ": Final", ": int"]))
    return Definition("constant", name, f"{name}{annotation} = {value}")


def draw_parameter(draw: Draw[Any], app: Application, name: str) -> str:
    providers = app.names("dependency", "variable", "scheme")
    aliases = app.names("alias")
    styles = ["plain", "query"] + ["alias"] * 3 * bool(aliases)
    styles += ["default", "annotated", "string"] * bool(providers)
    style = draw(st.sampled_from(styles))
    if style == "alias":
        return f"{name}: {draw(st.sampled_from(aliases))}"
    if style == "plain":
        return f"{name}: int"
    if style == "query":
        return f"{name}: int = Query(3)"
    provider = draw(st.sampled_from(providers))
    marker = draw(st.sampled_from(["Depends", "Security", "Depends"]))
    scope = draw(st.sampled_from(["", "", ', scope="function"', ', scope="request"']))
    asked = f"{marker}({provider}{scope if marker == 'Depends' else ''})"
    typ = draw_type(draw, app)
    if style == "annotated":
        return f"{name}: Annotated[{typ}, {asked}]"
    if style == "string":
        return f"{name}: 'Annotated[{typ}, {asked}]'"
    return f"{name}: {typ} = {asked}"


def draw_parameters(draw: Draw[Any], app: Application, most: int) -> str:
    number = draw(st.integers(0, most))
    return (
        ", ".join(["*", *(draw_parameter(draw, app, f"p{i}") for i in range(number))][: number + 1])
        if number
        else ""
    )


def draw_dependency(draw: Draw[Any], app: Application, name: str) -> Definition:
    typ = draw_type(draw, app)
    parameters = draw_parameters(draw, app, 1)
    kind = draw(
        st.sampled_from(["def", "def", "async def", "generator", "commit", "untyped", "class"])
    )
    if kind == "class":
        text = f"class {name}:\n    def __init__(self, size: int = 1) -> None: ..."
    elif kind == "untyped":
        text = f"def {name}({parameters}):\n    yield 3"
    elif kind in {"generator", "commit"}:
        ending = "    session.commit()\n" if kind == "commit" else ""
        text = (
            f"def {name}({parameters}) -> Iterator[{typ}]:\n"
            f"    session: Any = None\n    yield session\n{ending}"
        )
    else:
        text = f"{kind} {name}({parameters}) -> {typ}:\n    value: Any = 1\n    return value"
    return Definition("dependency", name, text)


def draw_alias(draw: Draw[Any], app: Application, name: str) -> Definition:
    providers = [p for p in app.names("dependency", "variable", "scheme") if p != name]
    others = [a for a in app.names("alias") if a != name]
    typ = draw_type(draw, app)
    if not providers:
        return Definition("alias", name, f"{name} = Annotated[{typ}, Query()]")
    provider = draw(st.sampled_from(providers))
    scope = draw(st.sampled_from(["", "", ', scope="function"']))
    value = f"Annotated[{typ}, Depends({provider}{scope})]"
    if others and draw(st.integers(0, 3)) == 0:
        value = draw(st.sampled_from(others))
    declared = draw(st.sampled_from(["", "", ": TypeAlias"]))
    return Definition("alias", name, f"{name}{declared} = {value}")


def draw_variable(draw: Draw[Any], app: Application, name: str) -> Definition:
    providers = [p for p in app.names("dependency") if p != name]
    value = draw(st.sampled_from(providers)) if providers else "len"
    return Definition("variable", name, f"{name} = {value}")


def draw_scheme(draw: Draw[Any], app: Application, name: str) -> Definition:
    options = draw(st.sampled_from(["", ", auto_error=False", ", auto_error=True"]))
    return Definition("scheme", name, f'{name} = OAuth2PasswordBearer("token"{options})')


def draw_router(draw: Draw[Any], app: Application, name: str) -> Definition:
    options = draw(
        st.sampled_from(
            [
                "",
                f'prefix="/{name}"',
                'prefix="/{owner}"',
                'prefix="no"',
                *[f'prefix="/{name}"'] * 20,
            ]
        )
    )
    return Definition("router", name, f"{name} = APIRouter({options})")


def draw_route(draw: Draw[Any], app: Application, name: str) -> Definition:
    routers = app.names("router", "app")
    router = draw(st.sampled_from(routers)) if routers else "missing"
    options = [draw(st.sampled_from([f'"/{name}"', f'"/{name}/{{p0}}"', f'"/{name}/{{key}}"']))]
    constants = app.names("constant")
    if constants and draw(st.booleans()):
        options.append(f"status_code={draw(st.sampled_from(constants))}")
    models = app.names("model")
    if models and draw(st.integers(0, 2)) == 0:
        options.append(f"response_model={draw(st.sampled_from(models))}")
    verb = draw(st.sampled_from(["get", "post", "delete"]))
    returned = draw(st.sampled_from(["", "", " -> None", *(f" -> {m}" for m in models)]))
    answers = [
        "return",
        "return None",
        "return 1",
        "return HTTPException(404)",
        'return {"a": 1}, 404',
    ]
    answers += ["return JSONResponse(None, status_code=204)"]
    answers += [f"return {m}()" for m in models]
    answers += [f"return {call}()" for call in app.called()]
    answer = draw(st.sampled_from(answers))
    ignored = draw(st.sampled_from(["", "", "", "  # type: ignore[fastapi]"]))
    text = (
        f"@{router}.{verb}({', '.join(options)})\n"
        f"def {name}({draw_parameters(draw, app, 2)}){returned}:{ignored}\n    {answer}{ignored}"
    )
    return Definition("route", name, text)


def draw_app(draw: Draw[Any], app: Application, name: str) -> Definition:
    routers = app.names("router")
    lines = [f"{name} = FastAPI()", *(f"{name}.include_router({router})" for router in routers)]
    providers = app.names("dependency")
    if providers and draw(st.booleans()):
        original, other = draw(st.sampled_from(providers)), draw(st.sampled_from(providers))
        lines.append(f"{name}.dependency_overrides[{original}] = {other}")
    return Definition("app", name, "\n".join(lines))


DRAWN: dict[str, Callable[[Draw[Any], Application, str], Definition]] = {
    "model": draw_model,
    "constant": draw_constant,
    "scheme": draw_scheme,
    "dependency": draw_dependency,
    "variable": draw_variable,
    "alias": draw_alias,
    "router": draw_router,
    "route": draw_route,
    "app": draw_app,
}
