"""What the snippets of the unit tests import: FastAPI and its neighbours in a few lines.

Each class stands in the module that really defines it, because rules know classes by their full names.
"""

from __future__ import annotations

from typing import Final

_MARKERS: Final = (
    "Path",
    "Query",
    "Header",
    "Cookie",
    "Body",
    "Form",
    "File",
    "Depends",
    "Security",
)
_VERBS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "api_route")
_METHODS: Final = (
    *_VERBS,
    *("add_api_route", "websocket", "add_api_websocket_route", "include_router", "mount"),
)
_RESPONSES: Final = ("JSON", "HTML", "PlainText", "Redirect", "File", "Streaming")


def _router(name: str, base: str = "") -> str:
    methods = "".join(f"    def {each}(self, path, **options): ...\n" for each in _METHODS)
    return f"class {name}{base}:\n{methods}"


MODULES: Final = {
    "fastapi": "\n".join(
        [
            "from fastapi import status as status",
            "from fastapi.applications import FastAPI as FastAPI",
            "from fastapi.exceptions import HTTPException as HTTPException",
            "from fastapi.routing import APIRouter as APIRouter",
            "from starlette.background import BackgroundTasks as BackgroundTasks",
            "from starlette.datastructures import UploadFile as UploadFile",
            "from starlette.requests import Request as Request",
            "from starlette.responses import Response as Response",
            "from starlette.websockets import WebSocket as WebSocket",
            *(f"from fastapi.param_functions import {name} as {name}" for name in _MARKERS),
        ]
    ),
    "fastapi.applications": _router("FastAPI"),
    "fastapi.routing": _router("APIRouter") + "class APIRoute:\n    def __init__(self): ...\n",
    "fastapi.param_functions": "".join(
        f"def {name}(default=..., **options): ...\n" for name in _MARKERS
    ),
    "fastapi.params": "".join(f"class {name}: ...\n" for name in _MARKERS),
    "fastapi.exceptions": "from starlette.exceptions import HTTPException as Base\n"
    "class HTTPException(Base): ...\n",
    "fastapi.responses": "".join(
        f"from starlette.responses import {name}Response as {name}Response\n"
        for name in ("", *_RESPONSES)
    ),
    "fastapi.security": "from fastapi.security.oauth2 import OAuth2PasswordBearer as "
    "OAuth2PasswordBearer, SecurityScopes as SecurityScopes\n",
    "fastapi.security.base": "class SecurityBase: ...\n",
    "fastapi.security.oauth2": "from fastapi.security.base import SecurityBase\n"
    "class SecurityScopes: ...\n"
    "class OAuth2PasswordBearer(SecurityBase):\n"
    "    async def __call__(self, request) -> str | None: ...\n",
    "fastapi.status": "HTTP_200_OK = 200\nHTTP_201_CREATED = 201\nHTTP_204_NO_CONTENT = 204\n"
    "HTTP_404_NOT_FOUND = 404\n",
    "fastapi.middleware.cors": "from starlette.middleware.cors import CORSMiddleware as CORSMiddleware\n",
    "starlette.middleware.cors": "class CORSMiddleware:\n    def __init__(self, app, **options): ...\n",
    "starlette.applications": "class Starlette:\n    def __init__(self, **options): ...\n",
    "starlette.routing": "class Mount:\n    def __init__(self, path, app=None): ...\n",
    "pydantic": "from pydantic.networks import AnyHttpUrl as AnyHttpUrl\n",
    "pydantic.networks": "class _BaseUrl: ...\nclass AnyHttpUrl(_BaseUrl): ...\n",
    "asyncio": "from asyncio.events import AbstractEventLoop as AbstractEventLoop\n"
    "def gather(*coros): ...\n"
    "def create_task(coro): ...\ndef get_running_loop() -> AbstractEventLoop: ...\n"
    "def get_event_loop() -> AbstractEventLoop: ...\ndef run(coro): ...\n"
    "def new_event_loop() -> AbstractEventLoop: ...\n",
    "asyncio.events": "class AbstractEventLoop:\n    def run_until_complete(self, coro): ...\n",
    "_contextvars": "class ContextVar:\n    def __init__(self, name): ...\n"
    "    def set(self, value): ...\n    def reset(self, token): ...\n",
    "contextvars": "from _contextvars import ContextVar as ContextVar\n",
    "starlette.background": "class BackgroundTask:\n    def __init__(self, func, *args): ...\n"
    "class BackgroundTasks(BackgroundTask):\n    def add_task(self, func, *args): ...\n",
    "starlette.datastructures": "class UploadFile: ...\n",
    "starlette.exceptions": "class HTTPException(Exception):\n"
    "    def __init__(self, status_code, detail=None): ...\n",
    "starlette.requests": "class HTTPConnection: ...\nclass Request(HTTPConnection): ...\n",
    "starlette.responses": "class Response:\n    def __init__(self, content=None, status_code=200): ...\n"
    + "".join(f"class {name}Response(Response): ...\n" for name in _RESPONSES),
    "starlette.websockets": "from starlette.requests import HTTPConnection\n"
    "class WebSocket(HTTPConnection): ...\n",
    "scoped_fastapi": "from scoped_fastapi.applications import ScopedFastAPI as ScopedFastAPI\n"
    "from scoped_fastapi.routing import ScopedRouter as ScopedRouter\n"
    "from scoped_fastapi.dependencies import response_scoped_dependency as "
    "response_scoped_dependency\n",
    "scoped_fastapi.applications": "from fastapi.applications import FastAPI\n"
    "class ScopedFastAPI(FastAPI): ...\n",
    "scoped_fastapi.routing": "from fastapi.routing import APIRouter\n"
    "class ScopedRouter(APIRouter): ...\n",
    "scoped_fastapi.dependencies": "def response_scoped_dependency(dependency): ...\n",
}
