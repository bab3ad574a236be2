"""Programs of a few lines that make something double with each of them: none takes for ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from scoped_fastapi_check.project.required_python import allows
from scoped_fastapi_check.routes.static import list_routes

HEAD = """\
from fastapi import APIRouter, Depends, FastAPI
app = FastAPI()
r0 = APIRouter()
@r0.get('/x')
def x(): ...
"""
# More than Python itself could do before the end of the world.
MANY = range(1, 60)
DOUBLING = {
    "routers": "".join(
        f"r{i} = APIRouter()\n"
        f"r{i}.include_router(r{i - 1}, prefix='/a')\nr{i}.include_router(r{i - 1}, prefix='/b')\n"
        for i in MANY
    )
    + "app.include_router(r59)\n",
    "texts": "p = '/a'\n" + "p = p + p\n" * 60 + "app.include_router(r0, prefix=p)\n",
    "quoted texts": "p = '/a'\n" + "p = f'{p}{p}'\n" * 60 + "app.include_router(r0, prefix=p)\n",
    "replaced texts": "p = '/a'\n"
    + "p = p.replace('a', p)\n" * 60
    + "app.include_router(r0, prefix=p)\n",
    "lists": "p = ['/a']\n" + "p = p + p\n" * 60 + "for q in p: app.include_router(r0, prefix=q)\n",
    "extended lists": "p = ['/a']\n" + "p.extend(p)\np += p\n" * 30 + "for q in p: print(q)\n",
    "unpacked lists": "p = ['/a']\n" + "p = [*p, *p]\n" * 60 + "for q in p: print(q)\n",
    "dependencies": "def d0(): ...\n"
    + "".join(f"def d{i}(a=Depends(d{i - 1}), b=Depends(d{i - 1})): ...\n" for i in MANY)
    + "@app.get('/z')\ndef z(a=Depends(d59)): ...\n",
    "bases": "class C0(APIRouter): ...\n"
    + "".join(
        f"class A{i}(C{i - 1}): ...\nclass B{i}(C{i - 1}): ...\nclass C{i}(A{i}, B{i}): ...\n"
        for i in MANY
    )
    + "q = C59()\n@q.get('/w')\ndef w(): ...\napp.include_router(q)\n",
    "a long line of bases": "class C0(APIRouter): ...\n"
    + "".join(f"class C{i}(C{i - 1}): ...\n" for i in range(1, 3000))
    + "q = C2999()\n@q.get('/w')\ndef w(): ...\napp.include_router(q)\n",
    "mounts": "a0 = app\n"
    + "".join(
        f"a{i} = FastAPI()\na{i}.mount('/a', a{i - 1})\na{i}.mount('/b', a{i - 1})\n" for i in MANY
    ),
    "calls": "def g0(*a): return a\n"
    + "".join(f"def g{i}(*a): return g{i - 1}(*a, *a)\n" for i in range(1, 24))
    + "for q in g23('/a'): app.include_router(r0, prefix=q)\n",
    "lambdas": "l0 = lambda x: x\n"
    + "".join(f"l{i} = lambda x: [l{i - 1}(x), l{i - 1}(x)]\n" for i in range(1, 24))
    + "l23([1])\n",
    "routes of one path": "for a in (1, 2, 3, 4, 5, 6, 7, 8, 9):\n"
    + "".join(f"{' ' * i}for b{i} in (1, 2, 3, 4, 5, 6, 7, 8, 9):\n" for i in range(1, 5))
    + "     app.include_router(r0, prefix='/a')\n",
}
LOOK = """
import sys
from pathlib import Path
from scoped_fastapi_check.application.project_map import map_below
from scoped_fastapi_check.routes.static import list_routes
top = Path(sys.argv[1])
list_routes(top)
map_below(top).view(str(top / "app.py"))
"""


@pytest.mark.parametrize("name", DOUBLING)
def test_the_map_of_a_project(tmp_path: Path, name: str) -> None:
    """Its routes, and what it says of a module that asks for URLs, in seconds and little memory."""
    asks = "def u(request): return request.url_for('x')\n"
    (tmp_path / "app.py").write_text(HEAD + DOUBLING[name] + asks)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
    code = LOOK if sys.platform == "win32" else limit + LOOK
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, timeout=30)


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(HEAD + DOUBLING["routers"])
    found = list_routes(tmp_path)
    assert [item["reason"] for item in found.skipped] == ["leads to more routes than are followed"]


def test_a_version_that_is_required_at_length() -> None:
    assert allows(",".join(["!=3.1.*"] * 200_000), (3, 11))
