"""Parts of generated applications, each a piece of source with choices and names to be drawn.

`<<one||other>>` is one of the choices. `$name` is the name of the part itself; what else it defines has
a name made of that. `$model`, `$provider`, ... are names of what was defined before, each drawn anew.
About half of the choices are mistakes, so that every rule has something to report and to keep silent about.
"""

from __future__ import annotations

import re
from typing import Any, Final

from hypothesis import strategies as st

from .applications import Application, Definition, Draw, draw_parameters, draw_type

_CHOICE: Final = re.compile(r"<<(.*?)>>", re.DOTALL)
_NAME: Final = re.compile(r"\$(\w*[a-z])")

KINDS: Final = {
    "provider": ("dependency", "variable", "scheme"),
    "router": ("router", "app"),
    "data": ("model", "typed"),
}
"""The kinds of definitions that a word in a part stands for, where it is not the one of that name."""

FIRST: Final = {
    "function": "print",
    "model": "BaseModel",
    "dependency": "object",
    "provider": "object",
    "route": "print",
    "called": "object",
}
"""What stands for a word where nothing of the kind was defined yet."""

MODELS: Final = (
    """\
from pydantic import Field
class $name(<<BaseModel||$model>>):
    a: <<int = 1||str||$model||list[$model]||$model | None = None>>
    b: <<str = Field(alias="other")||int = Field(1, alias="c")||int = Field(ge=1)||"str">>""",
    """\
from enum import Enum
class ${name}_enum(str, Enum):
    one = "one"
class $name(BaseModel):
    a: ${name}_enum = ${name}_enum.one
    b: dict[str, <<int||$model||Any>>] = {}
    @property
    def c(self) -> int:
        return 1""",
    """\
from pydantic import ConfigDict
class $name($model):
    model_config = ConfigDict(<<extra="allow"||from_attributes=True||populate_by_name=True>>)
    c: <<int||$model | int||tuple[int, str] | None>>""",
    """\
from sqlmodel import Field as ${name}_Field, SQLModel
class $name(SQLModel<<||, table=True>>):
    id: int | None = ${name}_Field(default=None, primary_key=True)
    a: <<int||str||int | None = None>>
    b: str = <<""||${name}_Field(index=True)>>""",
    """\
from typing import Literal
class $name(BaseModel):
    kind: Literal["$name"] = "$name"
    a: <<Literal[1, 2] = 1||$model||list[$model] = []||Any>>
    @classmethod
    def make(cls) -> "$name":
        return cls.model_construct()""",
)

TYPED: Final = (
    """\
from dataclasses import dataclass
@dataclass
class $name:
    a: int
    b: <<str||str = ""||list[$model] | None = None>>""",
    """\
from typing_extensions import TypedDict
class $name(TypedDict<<||, total=False>>):
    a: int
    b: str""",
)

GENERICS: Final = (
    """\
${name}_T = TypeVar("${name}_T")
class $name(BaseModel, Generic[${name}_T]):
    <<item: ${name}_T||items: list[${name}_T]||item: ${name}_T | None = None>>
    total: int = 0""",
)

DEPENDENCIES: Final = (
    """\
class ${name}_class:
    <<async def||def>> __call__(self, $parameters) -> $type:
        value: Any = 1
        return value
$name = ${name}_class()""",
    """\
class ${name}_class:
    <<@staticmethod
    def get(||@classmethod
    def get(cls, ||async def get(self, >>$parameters) -> $type:
        value: Any = 1
        return value
$name = ${name}_class().get""",
    """\
async def $name($parameters) -> AsyncIterator[$type]:
    value: Any = 1
    try:
        yield value
    <<finally:
        value.close()||except ValueError:
        value.close()||except Exception:
        value.close()
        raise||except BaseException:
        pass>>""",
    """\
async def $name($parameters) -> AsyncIterator[$type]:
    value: Any = 1
    <<yield value
    value.close()||async with value:
        yield value||async with value as other:
        yield other
        await other.commit()||yield value>>""",
    """\
from functools import partial
def ${name}_inner(first: int, $parameters) -> $type:
    value: Any = 1
    return value
$name = partial(${name}_inner, first=2)""",
    """\
$name = lambda: <<1||$model||"a"||None>>""",
    """\
def $name(response: Response, background: BackgroundTasks) -> $type:
    value: Any = 1
    <<response.headers["x"] = "a"||background.add_task(print, 1)||pass>>
    return value""",
    """\
from functools import lru_cache
<<@lru_cache||@lru_cache(maxsize=None)||>>
<<async def||def>> $name() -> $type:
    value: Any = 1
    return value""",
    """\
from pydantic_settings import BaseSettings
class $name(BaseSettings):
    <<key: str = ""||host: str = "localhost"
    port: int = 80||debug: bool>>""",
    """\
class $name:
    def __init__(self, value: <<$type||int>> = Depends($dependency), limit: int = 10) -> None:
        self.value = value""",
    """\
class $name:
    def __init__(self, request: Request, value: Annotated[$type, Depends($provider)]) -> None:
        self.value = value
    def check(self) -> $type:
        value: Any = 1
        return value""",
    """\
def $name(role: str):
    def ${name}_check(value: int = 1) -> <<bool||$type>>:
        return <<True||value>>
    return ${name}_check""",
    """\
from typing import overload
@overload
def $name(a: int) -> int: ...
@overload
def $name(a: str) -> str: ...
def $name(a: Any) -> Any:
    return a""",
    """\
from collections.abc import Generator
def $name($parameters) -> Generator[$type, None, <<None||int>>]:
    value: Any = 1
    with value:
        <<yield value||yield value
        value.commit()||result = yield value>>""",
    """\
from typing import NewType
${name}_id = NewType("${name}_id", int)
def $name(value: int = 1) -> <<${name}_id||${name}_id | None||type[$model]||tuple[int, str]>>:
    made: Any = 1
    return made""",
    """\
from typing import Protocol
class ${name}_protocol(Protocol):
    a: int
def $name($parameters) -> <<${name}_protocol||list[${name}_protocol]||dict[str, $model]>>:
    made: Any = 1
    return made""",
    """\
class ${name}_base:
    def __init__(self, value: Annotated[$type, Depends($provider)]) -> None:
        self.value = value
class $name(${name}_base):
    <<pass||def __init__(self, other: int = 1) -> None:
        self.other = other||size = 1>>""",
    """\
${name}_T = TypeVar("${name}_T")
class ${name}_repository(Generic[${name}_T]):
    def __init__(self, kind: type[${name}_T]) -> None:
        self.kind = kind
    def <<get||__call__>>(self, value: int = 1) -> <<${name}_T||${name}_T | None||list[${name}_T]>>:
        made: Any = 1
        return made
    def first(self) -> ${name}_T:
        return self.kind()
${name}_made = ${name}_repository($model)
$name = ${name}_made.first""",
    """\
from contextlib import contextmanager
@contextmanager
def ${name}_opened() -> Iterator[$type]:
    value: Any = 1
    yield value
def $name() -> Iterator[$type]:
    with ${name}_opened() as value:
        yield <<value||1||$model()>>""",
)

FUNCTIONS: Final = (
    """\
<<async def||def>> $name(key: int = 1) -> <<$model||$model | None||list[$model]||dict[str, int]||tuple[$model, int]>>:
    value: Any = key
    return value""",
    """\
def $name(key: int = 1) -> Iterator[<<$model||int>>]:
    yield from []""",
    """\
class ${name}_service:
    @staticmethod
    def find(key: int = 1) -> <<$model||$data | None||list[$data]>>:
        value: Any = key
        return value
$name = ${name}_service.find""",
)

ROUTERS: Final = (
    """\
class ${name}_router(APIRouter):
    <<pass||def add_api_route(self, path: str, endpoint: Any, **options: Any) -> None:
        super().add_api_route(path, endpoint, **options)||def add_api_route(self, path: str, endpoint: Any, **options: Any) -> None:
        super().add_api_route(path.rstrip("/"), endpoint, **options)>>
$name = ${name}_router(prefix="/$name"<<||, dependencies=[Depends($provider)]||, tags=["a"]>>)""",
    """\
class ${name}_router(APIRouter):
    def __init__(self, **options: Any) -> None:
        super().__init__(prefix="/$name", **options)
$name = ${name}_router(<<||dependencies=[Depends($provider)]>>)""",
)

GUARDS: Final = (
    """\
def $name(role: str) -> Any:
    def check(value: int = 1) -> None:
        if not value:
            raise HTTPException(<<403||status.HTTP_403_FORBIDDEN||403, "no">>)
    return check""",
    """\
from collections.abc import Callable
def $name(role: str = "a") -> Callable[..., None]:
    def check(value: int = 1) -> None:
        if not value:
            raise HTTPException(403)
    return check""",
    """\
async def ${name}_verify(value: int) -> None:
    if not value:
        raise HTTPException(403)
def $name(value: int = 1, role: str = "") -> Any:
    <<return ${name}_verify(value)||return ${name}_verify||pass>>""",
    """\
def $name(role: str = ""):
    if role:
        <<return JSONResponse({"detail": "no"}, status_code=403)||raise HTTPException(403)>>""",
    """\
class $name:
    def __init__(self, role: str = "") -> None:
        self.role = role
    def __call__(self, value: int = 1) -> <<None||bool>>:
        if not value:
            raise HTTPException(403)
        <<return None||return True>>""",
)

ROUTES: Final = (
    # What functions of other modules give
    """\
@$router.get("/$name"<<||, response_model=$model||, response_model=list[$model]||, status_code=204>>)
async def $name(key: int):
    <<found = $function(key)
    if found is None:
        raise HTTPException(404)
    return found||return $function(key)||return await $function()||return [*$function()]||return {"a": $function()}||return [each for each in $function()]||return $function(), 404>>""",
    """\
@$router.<<get||post>>("/$name", response_model=<<$model||$generic[$model]||list[$model]||$model | None>>)
def $name(value: <<$model||$type||Annotated[$type, Depends($provider)]>>) -> <<Any||$model||$model | None||object>>:
    <<if value:
        return $function()
    return None||found = $function()
    return found||return $model.model_validate(value)||return value||return $function().model_dump()||return {**$model().model_dump(), "a": 1}>>""",
    """\
@$router.get("/$name")
def $name(value: <<$type||$model | None>> = Depends($provider)) -> <<$model||$type>>:
    if value is None:
        raise HTTPException(404)
    return <<value||$function()>>""",
    """\
def ${name}_register() -> None:
    @$router.get("/$name"<<||, response_model=$model>>)
    <<async def||def>> $name(value: <<$alias||Annotated[$type, Depends($dependency)]||int>>) -> <<int||$model||Any>>:
        return <<value||$function()>>
${name}_register()
$name = 1""",
    """\
for ${name}_key in ("a", "b"):
    @$router.get("/$name/" + ${name}_key<<||, status_code=204>>)
    def $name(value: <<$alias||int||$type = Depends($provider)>>) -> <<int||$model>>:
        made: Any = value
        return made""",
    # Guards
    """\
@$router.get("/$name", dependencies=[Depends(<<$guard||$guard("a")||$provider||lambda: 1>>)])
def $name() -> int:
    return 1""",
    """\
@$router.post("/$name", dependencies=[Security($guard("admin"), scopes=["a"]), Depends($guard)])
async def $name(value: <<int||$model||Annotated[$type, Depends($provider)]>>) -> <<Any||$type>>:
    return value""",
    # Answers
    """\
@$router.get("/$name")
<<async def||def>> $name():
    value = <<$model()||1||{"b": $model()}>>
    return JSONResponse(<<value||{"a": value}||[value]||{"a": 1}>>)""",
    """\
from datetime import datetime
@$router.get("/$name"<<||, status_code=201||, status_code=204>>)
def $name():
    <<return JSONResponse({"a": datetime.now()})||return JSONResponse({"a": 1}, 201)||return Response()||return JSONResponse(content=[datetime.now().isoformat()])>>""",
    """\
from fastapi.responses import HTMLResponse, PlainTextResponse
@$router.get("/$name", response_class=<<HTMLResponse||PlainTextResponse||JSONResponse>>)
def $name():
    return <<"<p>"||{"a": 1}||b"a"||1||$model()>>""",
    """\
@$router.get("/$name")
def $name(value: $type = Depends($provider)):
    if value is None:
        raise HTTPException(404, detail=<<"no"||{"a": value}||$model()||ValueError("a")>>)
    return {"a": value}""",
    """\
@$router.get("/$name", response_model=<<$data||list[$model]||$model | None||dict[str, $data]>>)
def $name(value: Annotated[$type, Depends($provider)]):
    return <<value||[value]||{"a": value}||{"a": 1, "b": "b"}||[$model()]||None||$model>>""",
    """\
@$router.get("/$name", response_model=$generic<<[$model]||[int]||>>)
def $name() -> <<Any||$generic[$model]||$generic[int]||dict[str, int]>>:
    value: Any = 1
    return <<value||{"item": 1, "total": 2}||$generic[$model](item=$model())>>""",
    """\
@$router.get("/$name")
async def $name() -> <<$generic[$model]||list[$data]||$data||$dependency||Response | $model>>:
    value: Any = 1
    return value""",
    """\
@$router.get("/$name"<<||, response_model=None||, response_model=$model>>)
async def $name(value: $model) -> <<Response | $model||dict[str, $data]||$model | JSONResponse>>:
    <<return value||return value, 404||return HTTPException(400)||raise HTTPException(400)>>""",
    """\
@$router.delete("/$name", status_code=$constant)
def $name(response: Response) -> <<None||Response||$model||Any>>:
    <<return None||return Response(status_code=204)||return Response(status_code=$constant)||response.status_code = 204
    return response||return>>""",
    # Calls
    """\
@$router.get("/$name")
async def $name(value: int = 1) -> Any:
    <<other = $called()||other = $dependency(value)||other = await $dependency(value)||other = next($called())||other = $route()>>
    return other""",
    """\
def ${name}_find(size: int = Query(1), limit: Annotated[int, Query()] = 2) -> int:
    return size + limit
@$router.get("/$name")
def $name(value: Annotated[int, <<Depends(${name}_find)||${name}_find||Depends||Query||Query(2)>>] = 1) -> int:
    return <<value||${name}_find()||${name}_find(1)||${name}_find(limit=3)>>""",
    """\
@$router.post("/$name")
def $name(value: Annotated[$type, <<$dependency||Depends($dependency)||Depends($guard)>>]) -> None:
    print(value)""",
    # Background
    """\
@$router.post("/$name")
<<async def||def>> $name(<<background: BackgroundTasks||size: int>>):
    <<tasks = BackgroundTasks()||tasks: Any = 1>>
    tasks.add_task(print, 1)
    return <<JSONResponse({"a": 1})||JSONResponse({"a": 1}, background=tasks)||1>>""",
    """\
@$router.post("/$name")
def $name(background: BackgroundTasks, value: Annotated[$type, Depends($dependency, scope=<<"function"||"request">>)]):
    background.add_task(print, <<value||1>>)
    <<return 1||raise HTTPException(400)||return JSONResponse(1, background=background)>>""",
    """\
from fastapi.responses import StreamingResponse
@$router.get("/$name")
def $name(value: Any = Depends($dependency, scope=<<"function"||"request">>)):
    def rows() -> Iterator[str]:
        yield <<value||"a">>
    return StreamingResponse(<<rows()||value||iter("a")>>)""",
    # The injected response
    """\
@$router.get("/$name")
def $name(response: Response<<||, value: Any = Depends($dependency)>>):
    <<response.headers["a"] = "b"||response.status_code = 201||response.set_cookie("a", "b")>>
    return <<1||JSONResponse({"a": 1})||JSONResponse(1, headers=dict(response.headers))||response>>""",
    # The event loop
    """\
from time import sleep
def ${name}_wait() -> int:
    sleep(1)
    return 1
@$router.get("/$name")
<<async def||def>> $name() -> int:
    <<return ${name}_wait()||sleep(1)
    return 1||asyncio.get_running_loop()
    return 1||asyncio.run(asyncio.sleep(1))
    return 1||return 1>>""",
    """\
from contextvars import ContextVar
${name}_current: ContextVar[int] = ContextVar("a")
<<async def||def>> ${name}_set() -> None:
    ${name}_current.set(1)
@$router.get("/$name", dependencies=[Depends(${name}_set)])
<<async def||def>> $name() -> int:
    <<return ${name}_current.get()||open("a").read()
    return 1>>""",
    # Parameters and paths
    """\
@$router.<<get||post>>("/$name/{<<key||key:path||other>>}")
def $name(*, key: <<int||list[int]||$model||int = Query(1)||Annotated[str, Path()]>>, ids: <<list[int] = []||list[int] = Query([])||set[str] | None = None||dict[str, int]>>) -> int:
    return 1""",
    """\
from fastapi import Body, File, Form, UploadFile
@$router.<<post||get>>("/$name")
def $name(*, a: <<int = Form()||$model||UploadFile||bytes = File()||$model = Form()>>, b: <<int = 1||int = Body()||$data||str = Form("a")>><<||, **extra: Any>>) -> int:
    return 1""",
    """\
@$router.get("/<<$name||{key}||shared||shared/{id}||shared/{key}||shared/new>>")
def $name(<<||id: int||key: str = "a">>) -> <<int||$model>>:
    value: Any = 1
    return value""",
    """\
class $name:
    @$router.get("/$name")
    def read(self) -> int:
        return 1
    def other(self, value: <<int||Annotated[$type, Depends($provider)]>><<||, *args: int>>) -> Any:
        return value
$router.add_api_route("/$name/other", <<$name().other||$name.other>><<||, status_code=204||, methods=["POST", "PUT"]>>)""",
    """\
from fastapi import WebSocket
@$router.websocket("/$name<<||/{key}>>")
async def $name(socket: WebSocket, value: <<Annotated[$type, Depends($provider)]||$alias||int = 1>>) -> None:
    await socket.accept()
    await socket.send_json(<<{"a": 1}||$model()||value||[$model()]>>)""",
    # Names of routes
    """\
@$router.get("/$name", name="<<$name||read>>")
def $name(request: Request) -> str:
    return str(request.url_for("<<$name||read||$route||missing>>"<<||, key=1||, p0=1>>))""",
    # Aliases
    """\
@$router.get("/$name")
def $name(value: $alias, other: <<$alias||$alias = None||Annotated[$alias, Query()]||$type = Depends($provider)>>) -> Any:
    return <<value||other||{"a": value}>>""",
    """\
${name}_T = TypeVar("${name}_T")
${name}_dep = Annotated[${name}_T, Depends($dependency)]
@$router.get("/$name")
def $name(value: ${name}_dep<<[$type]||[$model]||[int | None]>>) -> Any:
    return value  <<# scoped-fastapi: ignore[fastapi-return]||# scoped-fastapi: ignore||>>""",
    # What FastAPI cannot make a model of
    """\
@$router.get("/$name", responses={404: {"model": <<$data||$dependency||int>>}<<||, 204: {"model": $model}>>})
def $name() -> <<object||$dependency||list[$dependency]||Iterator[$model]||set[int]>>:
    value: Any = 1
    return value""",
)

OTHERS: Final = (
    """\
from contextlib import asynccontextmanager
@asynccontextmanager
async def ${name}_lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
$name = FastAPI(<<lifespan=${name}_lifespan||>>)
$app.<<mount("/$name", $name)||include_router($router)>>
@$name.on_event("startup")
def ${name}_start() -> None: ...""",
    """\
from fastapi.middleware.cors import CORSMiddleware
$app.add_middleware(CORSMiddleware, allow_origins=<<["https://a.org/"]||["*"]||"https://a.org"||["https://a.org"]||["a.org"]>>)
$name = 1""",
    """\
class ${name}_error(Exception): ...
@$app.exception_handler(<<${name}_error||404||HTTPException>>)
<<async def||def>> $name(request: Request, error: Exception)<<||-> Response||-> JSONResponse||-> $model>>:
    <<return JSONResponse({"a": str(error)}, status_code=400)||return {"a": 1}||raise error||return JSONResponse({"a": error})||print(error)||raise HTTPException(400)>>""",
    """\
@$app.middleware("http")
async def $name(request: Request, call_next: Any) -> Any:
    if request.headers.get("a"):
        <<raise HTTPException(401)||return JSONResponse({"a": 1}, 401)>>
    return await call_next(request)""",
    """\
$name = APIRouter(prefix="/$name", <<||dependencies=[Depends($guard)],||dependencies=[Depends($guard("a"))],>>)
@$name.get("/{key}")
def ${name}_read(key: <<int||str, value: $alias>>) -> Any: ...
<<$app.include_router($name, prefix="/{owner}")||$router.include_router($name)||print($name)>>""",
    """\
def ${name}_fake($parameters) -> $type:
    value: Any = 1
    return value
$app.dependency_overrides[$provider] = <<${name}_fake||lambda: $model()||lambda: 1||$dependency||lambda value: value||$called()>>
$name = 1""",
    """\
def ${name}_fake() -> Iterator[$type]:
    value: Any = 1
    yield value
$app.dependency_overrides.update({ <<$dependency: ${name}_fake||$dependency: lambda: ${name}_fake()||$alias: ${name}_fake>>})
$name = 1""",
    """\
$name = OAuth2PasswordBearer(tokenUrl="<<token||/token||$name/token>>")
@$app.post("/token")
def ${name}_token(token: Annotated[$type, Depends($name)]) -> Any: ...""",
    """\
$name = FastAPI(dependencies=[Depends(<<$provider||$guard||$guard("a")>>)]<<||, root_path="/api"||, redirect_slashes=False>>)
$name.include_router($router, prefix="/$name")
$app.mount("/$name", $name)""",
)


def draw_part(
    draw: Draw[Any], app: Application, kind: str, name: str, texts: tuple[str, ...]
) -> Definition:
    """Draw one of some texts, the choices in it and the names it uses."""
    text = draw(st.sampled_from(texts))
    text = _CHOICE.sub(lambda found: str(draw(st.sampled_from(found[1].split("||")))), text)
    text = text.replace("${name}", name).replace("$name", name)
    text = _NAME.sub(lambda found: _drawn(draw, app, found[1]), text)
    return Definition(kind, name, text)


def _drawn(draw: Draw[Any], app: Application, word: str) -> str:
    if word == "type":
        types = [draw_type(draw, app)] * 4 + app.names("typed")
        return str(draw(st.sampled_from(types)))
    if word == "parameters":
        return draw_parameters(draw, app, 1)
    names = app.called() if word == "called" else app.names(*KINDS.get(word, (word,)))
    return str(draw(st.sampled_from(names))) if names else FIRST[word]
