"""Programs as they are while somebody works on them: broken in one or several ways, seeded."""

from __future__ import annotations

import ast
import random
import re
import warnings
from collections.abc import Callable

# What may come in the place of an expression, well-formed or not for what it stands there for.
STRANGE = [
    *("None", "...", "1", "-1", "''", "'list['", "'Annotated[int, Depends('", "b''", "f'{x}'"),
    *("undefined", "undefined.attribute", "undefined()", "self", "cls", "type", "object", "print"),
    *("int", "list", "list[int]", "dict[str]", "[int]", "()", "(int, str)", "{}", "{1: 2}"),
    *(
        "Annotated",
        "Annotated[int]",
        "Annotated[()]",
        "Annotated[int, Depends]",
        "Annotated[*x, 1]",
    ),
    *("Annotated[Annotated[int, Depends(1)], Depends()]", "Annotated['Annotated[X, 1]', 2]"),
    *("Depends", "Depends()", "Depends(None)", "Depends(*x)", "Depends(**x)", "Depends(Depends)"),
    *(
        "Depends(lambda: 1)",
        "Depends(lambda x=Depends(): x)",
        "Depends((yield))",
        "Depends(f := g)",
    ),
    *("Security(scopes=1)", "Query(Query())", "Path()", "Body(...)", "Request", "Response"),
    *("FastAPI()", "FastAPI().get('/')", "APIRouter(prefix=1)", "APIRouter().get", "app", "router"),
    *(
        "lambda: 0",
        "lambda *a, b=(c := 1), **k: a",
        "(x := 1)",
        "await x",
        "(yield)",
        "(yield from x)",
    ),
    *("[x for x in x]", "{**x}", "x if x else x", "not x", "x < x < x", "x[1:2, ...]", "x @ x"),
    *("Literal[1]", "Literal['a', None]", "Optional[X]", "Union", "Union[()]", "Generic[T]", "T"),
    *("TypeVar('T')", "type[X]", "Callable[..., X]", "Callable[[X], X]", "Callable", "super()"),
    *(
        "HTTPStatus.NO_CONTENT",
        "status.HTTP_204_NO_CONTENT",
        "204",
        "1e400",
        "0xffffffffffffffffff",
    ),
    *("'/{x}'", "'/{x:path}/{'", "'{}'", "'//{x}{y}'", "JSONResponse(None, status_code=204)"),
]
STATEMENTS = [
    *("return", "return 1, 404", "yield", "raise", "pass", "global app", "del app", "import app"),
    *("from . import app", "from .partner import *", "from partner import *", "import partner"),
    *("import program", "from program import *", "from fastapi import *", "app: int", "app = app"),
    *("X = Annotated['X', 1]", "X = list['X']", "X: TypeAlias = 'X | None'", "type X = list[X]"),
    *("type X[T] = Annotated[T, Depends(X)]", "class X(X): ...", "class X[T: X](list[T]): x: T"),
    *("class X(metaclass=X): ...", "class X(BaseModel, Generic[T]): x: 'X'", "def X(): ..."),
    *("def f[T](x: T = Depends()) -> T: ...", "async def f(*args, **kwargs): yield", "x += 1"),
    *("app = app.get('/')", "app.get = app", "app.dependency_overrides[app] = app", "app()()()"),
    *(
        "app.dependency_overrides.update({**app, 1: app})",
        "app, *router = router, app",
        "f(*f, **f)",
    ),
    *(
        "app.include_router(app, prefix=app)",
        "app.add_api_route('/{x}', lambda x: x)",
        "f.x: int = f",
    ),
    *(
        "match app:\n    case FastAPI(x=y) | {'a': y, **z} | [*y] if y: y = app",
        "with app as app: app",
    ),
    *(
        "try:\n    app\nexcept* X as app:\n    app",
        "for app in app: app\nelse: app",
        "while app: break",
    ),
    *("if TYPE_CHECKING:\n    app = 1\nelse:\n    app = 2", "@app.get('/')\nclass X:\n    x: int"),
    *("@app.get\n@app.post('/')\n@app\ndef f(x=Depends(f)): return f", "@(yield)\ndef f(): ..."),
    *("@app.websocket('/{x}')\nasync def f(*, y: 'Annotated[f, Depends(f)]' = f): await f",),
    *(
        "@property\ndef f(f): return f.f\n@f.setter\ndef f(f, x): ...",
        "@overload\ndef f(x: X): ...",
    ),
    *("@lambda f: app.get('/')(f)\ndef g(): return g", "def f(x=(y := 1), /, *, z=lambda: y): ..."),
]
HALVES = [
    "(",
    ")",
    "[",
    "]",
    "{",
    ":",
    ",",
    "@",
    "=",
    "'",
    '"""',
    "def ",
    "class ",
    "async ",
    "\\",
    "\x0c",
]
HALVES += [
    "@app.get(",
    "Annotated[",
    "Depends(",
    "from ",
    "import ",
    "return ",
    "  ",
    "\t",
    "lambda",
    "é",
]

Random = random.Random


def mutated(source: str, rng: Random) -> str:
    """A program with one to four changes, most of which keep it readable."""
    for _ in range(rng.randint(1, 4)):
        source = rng.choice(_CHANGES)(source, rng)
    return source


def _by_tree(change: Callable[[ast.Module, Random], None]) -> Callable[[str, Random], str]:
    def changed(source: str, rng: Random) -> str:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(source)
            change(tree, rng)
            return ast.unparse(ast.fix_missing_locations(tree))
        except (SyntaxError, ValueError, TypeError, AttributeError, RecursionError):
            return source  # It was broken before, or is so now in a way that cannot be written.

    return changed


def _expression(rng: Random) -> ast.expr:
    while True:
        try:
            return ast.parse(rng.choice(STRANGE), mode="eval").body
        except SyntaxError:
            continue


def _statements(rng: Random) -> list[ast.stmt]:
    while True:
        try:
            return ast.parse(rng.choice(STATEMENTS)).body
        except SyntaxError:  # A newer Python reads it.
            continue


def _nodes(tree: ast.AST, *kinds: type[ast.AST]) -> list[ast.AST]:
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def _replace_an_expression(tree: ast.Module, rng: Random) -> None:
    places = [
        (node, name, index)
        for node in ast.walk(tree)
        for name, value in ast.iter_fields(node)
        for index, part in (enumerate(value) if isinstance(value, list) else [(None, value)])
        if isinstance(part, ast.expr)
    ]
    if not places:
        return
    node, name, index = rng.choice(places)
    others = [getattr(n, f) if i is None else getattr(n, f)[i] for n, f, i in places]
    new = rng.choice(others) if rng.random() < 0.4 else _expression(rng)
    if index is None:
        setattr(node, name, new)
    else:
        getattr(node, name)[index] = new


def _replace_an_annotation(tree: ast.Module, rng: Random) -> None:
    if places := _nodes(tree, ast.arg, ast.AnnAssign):
        rng.choice(places).annotation = _expression(rng)  # type: ignore[attr-defined]


def _replace_what_is_returned(tree: ast.Module, rng: Random) -> None:
    if places := _nodes(tree, ast.FunctionDef, ast.AsyncFunctionDef):
        rng.choice(places).returns = rng.choice([None, _expression(rng)])  # type: ignore[attr-defined]


def _rename(tree: ast.Module, rng: Random) -> None:
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    if names:
        name = rng.choice(names)
        name.id = rng.choice([*(other.id for other in names), "undefined", "app", "X"])


def _shuffle_arguments(tree: ast.Module, rng: Random) -> None:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    if not calls:
        return
    call = rng.choice(calls)
    match rng.randrange(6):
        case 0:
            rng.shuffle(call.args)
        case 1 if call.args:
            call.args.pop()
        case 2:
            call.args += [keyword.value for keyword in call.keywords]
            call.keywords = []
        case 3:
            call.args.append(ast.Starred(_expression(rng), ast.Load()))
        case 4:
            call.keywords.append(ast.keyword(None, _expression(rng)))
        case _:
            call.keywords += call.keywords or [ast.keyword("scope", _expression(rng))]


def _shuffle_parameters(tree: ast.Module, rng: Random) -> None:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.arguments)]
    if not found:
        return
    arguments = rng.choice(found)
    match rng.randrange(5):
        case 0:
            rng.shuffle(arguments.args)
        case 1:
            arguments.kwonlyargs, arguments.args = arguments.args, []
            arguments.kw_defaults = [_expression(rng) for _ in arguments.kwonlyargs]
            arguments.defaults = []
        case 2:
            arguments.vararg = ast.arg("args", _expression(rng))
            arguments.kwarg = ast.arg("kwargs", _expression(rng))
        case 3:
            arguments.posonlyargs, arguments.args = arguments.args, []
        case _:
            arguments.defaults = [_expression(rng) for _ in arguments.args]


def _nest_decorators(tree: ast.Module, rng: Random) -> None:
    kinds = ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef
    found = [node for node in ast.walk(tree) if isinstance(node, kinds)]
    if not found:
        return
    node, other = rng.choice(found), rng.choice(found)
    decorators = node.decorator_list
    match rng.randrange(4):
        case 0:
            decorators += other.decorator_list
        case 1:
            decorators.append(_expression(rng))
        case 2:
            node.decorator_list = [ast.Call(d, [], []) for d in decorators]
        case _:
            node.decorator_list, other.decorator_list = other.decorator_list, decorators


def _bodies(tree: ast.Module) -> list[list[ast.stmt]]:
    fields = ("body", "orelse", "finalbody")
    bodies = [getattr(node, name, None) for node in ast.walk(tree) for name in fields]
    return [body for body in bodies if isinstance(body, list) and body]


def _change_statements(tree: ast.Module, rng: Random) -> None:
    bodies = _bodies(tree)
    if not bodies:
        return
    body, other = rng.choice(bodies), rng.choice(bodies)
    index = rng.randrange(len(body))
    match rng.randrange(6):
        case 0:
            body[index : index + 1] = [] if len(body) > 1 else [ast.Pass()]
        case 1:
            body.insert(index, other[rng.randrange(len(other))])
        case 2:
            rng.shuffle(body)
        case 3:
            body[index] = _wrapped(body[index], rng)
        case _:
            body[index:index] = _statements(rng)


def _wrapped(statement: ast.stmt, rng: Random) -> ast.stmt:
    wrappers = [
        *("if undefined:\n    0", "try:\n    0\nexcept X as app:\n    0", "for app in 0:\n    0"),
        *(
            "while True:\n    0",
            "class X:\n    0",
            "def f(app):\n    0",
            "async def f(self):\n    0",
        ),
        *(
            "with x as app:\n    0",
            "match app:\n    case {'x': app}:\n        0",
            "if False:\n    0",
        ),
        "if TYPE_CHECKING:\n    0",
    ]
    wrapper = ast.parse(rng.choice(wrappers)).body[0]
    for node in ast.walk(wrapper):
        body = getattr(node, "body", None)
        if isinstance(body, list) and isinstance(body[0], ast.Expr):
            body[:] = [statement]
            break
    return wrapper


# Changes of the text, after which it mostly cannot be read


def _cut_a_line(source: str, rng: Random) -> str:
    lines = source.split("\n")
    index = rng.randrange(len(lines))
    lines[index] = lines[index][: rng.randint(0, len(lines[index]))]
    return "\n".join(lines)


def _drop_the_rest(source: str, rng: Random) -> str:
    return source[: rng.randint(0, len(source))]


def _begin_something(source: str, rng: Random) -> str:
    place = rng.randint(0, len(source))
    return source[:place] + rng.choice(HALVES) + source[place:]


def _move_a_line(source: str, rng: Random) -> str:
    lines = source.split("\n")
    line = lines.pop(rng.randrange(len(lines)))
    lines.insert(rng.randint(0, len(lines)), rng.choice([line, "    " + line, line.lstrip()]))
    return "\n".join(lines)


def _add_type_parameters(source: str, rng: Random) -> str:
    parameters = rng.choice(["[T]", "[T: int]", "[*T]", "[**T]", "[T, T]", "[]", "[T = int]"])
    return re.sub(r"\b((?:def|class) \w+)", rf"\g<1>{parameters}", source, count=rng.randint(1, 3))


_OF_THE_TREE = [
    *(_replace_an_expression, _replace_an_annotation, _replace_what_is_returned, _rename),
    *(_shuffle_arguments, _shuffle_parameters, _nest_decorators, _change_statements),
]
_CHANGES: list[Callable[[str, Random], str]] = [
    *(_by_tree(change) for change in _OF_THE_TREE for _ in range(3)),
    *(_cut_a_line, _drop_the_rest, _begin_something, _move_a_line, _add_type_parameters),
]
