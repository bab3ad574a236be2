"""Annotations whose names do not exist, or not yet: they are read as FastAPI reads them.

Python 3.14 evaluates annotations when somebody asks for them. Before, `from __future__ import
annotations` has a comparable effect, so every program runs with it everywhere, and without it on
3.14.
"""

import functools
import inspect
import sys
import types
import typing
from collections.abc import Callable
from typing import Annotated, Any, ForwardRef, Literal

import pytest
from asgi_client import request
from fastapi import APIRouter, FastAPI

from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency
from scoped_fastapi.callables import is_resolved
from scoped_fastapi.introspection.application_routes import application_routes

pytestmark = pytest.mark.anyio

IMPORTS = """
import functools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Annotated, Any
from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from pydantic import BaseModel
from scoped_fastapi import ScopedFastAPI, ScopedRouter, response_scoped_dependency
if TYPE_CHECKING:
    from somewhere import Missing
"""

needs_314 = pytest.mark.skipif(
    sys.version_info < (3, 14), reason="annotations are evaluated at once before Python 3.14"
)


WAYS = {"strings": "from __future__ import annotations\n"}
if sys.version_info >= (3, 14):
    WAYS["deferred"] = ""


@pytest.fixture(params=WAYS.values(), ids=WAYS)
def module(request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """Run a program, and give its module."""
    made: list[str] = []

    def run(source: str) -> Any:
        module = types.ModuleType(f"deferred_{len(made)}")
        made.append(module.__name__)
        sys.modules[module.__name__] = module
        exec(compile(request.param + IMPORTS + source, "<program>", "exec"), vars(module))
        return module

    yield run
    for name in made:
        del sys.modules[name]


DEPENDENCIES = {
    "generator": """
@response_scoped_dependency
async def dependency(color: str) -> AsyncIterator[Missing]:
    yield color
""",
    "sync generator": """
@response_scoped_dependency
def dependency(color: str) -> Iterator[Missing]:
    yield color
""",
    "function": """
@response_scoped_dependency
def dependency(color: str) -> Missing:
    return color
""",
    "context manager": """
@response_scoped_dependency
@asynccontextmanager
async def dependency(color: str) -> AsyncIterator[Missing]:
    yield color
""",
    "object": """
class Dependency:
    async def __call__(self, color: str) -> Missing:
        return color

dependency = response_scoped_dependency(Dependency())
""",
    "class": """
class Dependency(str):
    attribute: Missing
    def __new__(cls, color: str, *, other: int = 0) -> Missing:
        return str.__new__(cls, color)

dependency = response_scoped_dependency(Dependency)
""",
    "partial": """
def given(color: str) -> Missing:
    return color

dependency = response_scoped_dependency(functools.partial(given))
""",
    "method": """
class Dependencies:
    @response_scoped_dependency
    async def dependency(self, color: str) -> Missing:
        return color

dependency = Dependencies().dependency
""",
    "wrapped": """
@response_scoped_dependency
def given(color: str) -> Missing:
    return color

@response_scoped_dependency
@functools.wraps(given)
async def dependency(*args: Any, **kwargs: Any) -> Any:
    return await given(*args, **kwargs)
""",
}


@pytest.mark.parametrize("name", DEPENDENCIES)
@pytest.mark.parametrize("handler_returns", ["Any", "Missing"])
async def test_a_return_type_that_exists_for_type_checkers_alone(
    module: Callable[[str], Any], app: FastAPI, name: str, handler_returns: str
) -> None:
    program = module(DEPENDENCIES[name])
    dependency = program.dependency
    program.app = app
    exec(
        compile(
            f"@app.get('/', response_model=None)\n"
            f"async def handler(value: Annotated[str, Depends(dependency)]) -> {handler_returns}:\n"
            f"    return value\n",
            "<handler>",
            "exec",
            flags=compile_flags(program),
        ),
        vars(program),
    )
    answer = await request(app, "/?color=red")
    assert (answer.status, answer.json()) == (200, "red")
    # With an override FastAPI reads the parameters again.
    app.dependency_overrides[dependency.dependency] = lambda: "blue"
    assert (await request(app, "/")).json() == "blue"


def compile_flags(program: Any) -> int:
    return program.annotations.compiler_flag if hasattr(program, "annotations") else 0


@needs_314
async def test_a_parameter_whose_type_exists_for_type_checkers_alone(app: FastAPI) -> None:
    """A string could not be resolved in part."""
    program: dict[str, Any] = {"app": app}
    exec(
        IMPORTS
        + """
def given() -> str:
    return "red"

@response_scoped_dependency
async def dependency(color: Annotated[Missing, Depends(given)]) -> AsyncIterator[str]:
    yield color

@app.get("/")
async def handler(color: Annotated[str, Depends(dependency)]) -> str:
    return color
""",
        program,
    )
    assert (await request(app, "/")).json() == "red"


@pytest.mark.parametrize("make", [FastAPI, APIRouter, ScopedFastAPI, ScopedRouter])
def test_a_handler_with_nothing_scoped(module: Callable[[str], Any], make: Any) -> None:
    program = module("""
def given() -> int: return 1

def register(routes):
    @routes.get("/a", response_model=None)
    async def a(value: Annotated[Missing, Depends(given)]) -> Missing: ...

    @routes.delete("/b", status_code=204)
    def b(value: Annotated[Missing, Depends(given)]) -> None: ...
""")
    program.register(make())


def test_they_are_listed(module: Callable[[str], Any]) -> None:
    program = module("""
class Found(Response):
    def __init__(self, content: Missing = None, status_code: int = 203, **options: Missing) -> None: ...

app = ScopedFastAPI()

@app.get("/", response_class=Found, response_model=None)
async def handler() -> Missing: ...
""")
    (route,) = application_routes(program.app)
    assert route["status"] == 203


async def test_names_that_are_defined_further_down(module: Callable[[str], Any]) -> None:
    program = module("""
app = ScopedFastAPI()
router = ScopedRouter()

@response_scoped_dependency
async def dependency(filters: Annotated[Filters, Query()], r: Request) -> AsyncIterator[Found]:
    yield Found(color=filters.color)

class Filters(BaseModel):
    color: str

class Found(BaseModel):
    color: str

@router.get("/")
async def handler(found: Annotated[Found, Depends(dependency)]) -> Found | Response:
    return found

app.include_router(router)
""")
    assert (await request(program.app, "/?color=red")).json() == {"color": "red"}


def test_what_is_not_resolved_is_read_again(module: Callable[[str], Any]) -> None:
    program = module("""
@response_scoped_dependency
async def dependency(
    a: Later, b: Annotated[Later, Query()], c: Annotated[list[Later], Query()]
) -> Later: ...
""")
    inspect.signature(program.dependency)
    program.Later = int
    parameters = inspect.signature(program.dependency).parameters
    assert parameters["a"].annotation is int
    assert typing.get_args(parameters["b"].annotation)[0] is int
    assert typing.get_args(parameters["c"].annotation)[0] == list[int]


def test_its_annotations_are_those_of_what_it_wraps(module: Callable[[str], Any]) -> None:
    program = module("""
@response_scoped_dependency
async def dependency(a: Later, b: int = 3) -> AsyncIterator[Later]: yield
""")
    program.Later = str
    hints = typing.get_type_hints(program.dependency.dependency)
    assert typing.get_type_hints(program.dependency) == hints
    assert program.dependency.__annotations__ == program.dependency.dependency.__annotations__

    @functools.wraps(program.dependency)
    async def again(*args: Any, **kwargs: Any) -> Any: ...

    assert typing.get_type_hints(again, vars(program)) == hints
    assert not hasattr(program.dependency, "anything_else")


@needs_314
@pytest.mark.parametrize("format", ["VALUE", "FORWARDREF", "STRING"])
def test_the_formats_of_annotations(module: Callable[[str], Any], format: str) -> None:
    import annotationlib

    program = module("""
@response_scoped_dependency
async def dependency(a: Missing, b: list[Missing], c: int = 3) -> Missing: ...

@functools.wraps(dependency)
async def again(*args, **kwargs): ...
""")
    if format == "VALUE":
        program.Missing = str
    expected = annotationlib.get_annotations(
        program.dependency.dependency, format=annotationlib.Format[format]
    )
    for function in (program.dependency, program.again):
        found = annotationlib.get_annotations(function, format=annotationlib.Format[format])
        assert repr(found) == repr(expected)


@pytest.mark.parametrize(
    "annotation",
    [
        int,
        None,
        Any,
        list[int],
        Literal["a", "b"],
        Annotated[int, "a"],
        Annotated[Literal["a"], ForwardRef("a")],
        Callable[[int], Literal["a"]],
        Callable[..., int],
    ],
)
def test_resolved(annotation: Any) -> None:
    assert is_resolved(annotation)


@pytest.mark.parametrize(
    "annotation",
    [
        "int",
        ForwardRef("int"),
        list["int"],
        dict[str, "int | None"],
        Annotated["int", "a"],
        Annotated[list["int"], "a"],
        Callable[["int"], str],
        typing.Optional["int"],
    ],
)
def test_not_resolved(annotation: Any) -> None:
    assert not is_resolved(annotation)
