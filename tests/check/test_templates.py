"""`fastapi-url-for` in the templates of `Jinja2Templates`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from fastapi.testclient import TestClient
from starlette.routing import NoMatchFound

from .command import Project

MAIN = """\
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

app = FastAPI()
templates = Jinja2Templates(directory=Path(__file__).parent / "templates")


@app.get("/users/{user_id}", name="user")
def show_user(request: Request, user_id: int) -> HTMLResponse:
    return templates.TemplateResponse(request, "page.html")
"""
WRONG = "{{ url_for('show_user', user_id=1) }}"


def found_in(project: Project, templates: list[str], main: str = MAIN, *options: str) -> list[str]:
    """What is found in templates that are called by their numbers: the places."""
    files = {f"shop/templates/{number}.html": text for number, text in enumerate(templates)}
    project.write({"shop/__init__.py": "", "shop/main.py": main, **files})
    outcome = project.check("--checker", "ty", "--output", "json", *options)
    findings = json.loads("\n".join(outcome.lines))["findings"]
    assert all(one["code"] == "fastapi-url-for" for one in findings)
    return [f"{Path(one['path']).stem}:{one['line']}:{one['column']}" for one in findings]


def test_mistakes(project: Project) -> None:
    templates = [
        WRONG,
        "\n<p>é {{ request.url_for('user', id=1) }}",
        "{{ url_for('user', user_id=1) }}{{ url_for('user', page=1) }}",
        "{% if url_for('home') %}{% endif %}",
        "{% trans %}{% endtrans %}{% for a in b %}{% break %}{% endfor %}" + WRONG,
        "{% for name in ['openapi', 'none'] %}{{ url_for(name) }}{% endfor %}",
        "{% set name = 'show_user' %}{{ url_for(name, user_id=1) }}",
    ]
    expected = ["0:1:4", "1:2:17", "2:1:36", "3:1:7", "4:1:68", "5:1:41", "6:1:32"]
    assert found_in(project, templates) == expected


def test_silent(project: Project) -> None:
    templates = [
        "{{ url_for('user', user_id=1).include_query_params(page=2) }}",
        "{{ url_for('user', **given) }}{{ url_for(name) }}{{ url_for('us' ~ 'er') }}",
        "{% raw %}{{ url_for('none') }}{% endraw %}{# {{ url_for('none') }} #}",
        WRONG + " {# scoped-fastapi: ignore #}",
        WRONG + " {#- scoped-fastapi: ignore[fastapi-url-for] -#}",
        WRONG + "\n{# scoped-fastapi: ignore-file #}",
        "{% set url_for = other %}{{ url_for('none') }}",
        "{% macro url_for(name) %}{% endmacro %}{{ url_for('none') }}",
        "{% from 'other.html' import url_for %}{{ url_for('none') }}",
        "{{ url_for('none'",
        "{% unknown %}{{ url_for('none') }}",
        "{{ other.url_for('none') }}",
        "{% for name in ['openapi', 'user'] %}{{ url_for(name, **given) }}{% endfor %}",
        "{% for name in ['none'] if given %}{{ url_for(name) }}{% endfor %}",
        "{% for name in ['none'] %}{% if given %}{{ url_for(name) }}{% endif %}{% endfor %}",
        "{% for name in ['none'] %}{% endfor %}{{ url_for(name) }}",
        "{% for name in ['none', other] %}{{ url_for(name) }}{% endfor %}",
        "{% if given %}{% set name = 'none' %}{% endif %}{{ url_for(name) }}",
        "{% set name = 'none' %}{% set name = other %}{{ url_for(name) }}",
        "{% set name = 'openapi' %}{{ url_for(name) }}",
    ]
    assert found_in(project, templates) == []


@pytest.mark.parametrize(
    "main",
    [
        MAIN + '\ntemplates.env.globals["url_for"] = print\n',
        MAIN + "\ntemplates.env.globals.update(url_for=print)\n",
        MAIN.replace('"templates"', "Path.cwd().name"),
        MAIN.replace("app = FastAPI()", "app = FastAPI()\n__import__('x').add_routes(app)"),
    ],
)
def test_who_has_a_say_in_it(project: Project, main: str) -> None:
    assert found_in(project, [WRONG], main) == []


def test_silenced_by_options(project: Project) -> None:
    assert found_in(project, [WRONG], MAIN, "--ignore", "fastapi-url-for") == []


def test_starlette_does_so(project: Project) -> None:
    folder = project.write({"page.html": "{{ url_for('show_user', user_id=1) }}"}).folder
    app, templates = FastAPI(), Jinja2Templates(directory=folder)

    @app.get("/users/{user_id}", name="user")
    def show_user(request: Request, user_id: int) -> HTMLResponse:
        return templates.TemplateResponse(request, "page.html")

    with pytest.raises(NoMatchFound):
        TestClient(app).get("/users/1")


def test_without_jinja2(monkeypatch: pytest.MonkeyPatch) -> None:
    from scoped_fastapi_check.templates.reading import can_read

    assert can_read()
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert not can_read()


def test_comments_that_silence_nothing(project: Project) -> None:
    comment = "{# scoped-fastapi: ignore[fastapi-url-for] #}"
    right = "{{ url_for('user', user_id=1) }}"
    templates = {
        "used.html": f"{WRONG} {comment}\r\n",
        "unused.html": f"<p>é</p>\x0c{right} {comment}\r\n<p>",
        "alone.html": f"{comment}\n<p>",
        "codes.html": f"{WRONG} {{# scoped-fastapi: ignore[fastapi-url-for, fastapi-path] -#}} x\n",
        "file.html": f"{right}\n{{# scoped-fastapi: ignore-file #}}",
        "name.html": f"{WRONG}{{# scoped-fastapi: ignore[fastapi-urlfor] #}}",
        # Of these nobody can tell what is wrong in them.
        "broken.html": f"{{% if %}}{WRONG}{comment}",
        "own.html": f"{{% set url_for = other %}}{comment}",
        "allowed.html": f"{right}{{# scoped-fastapi: ignore[fastapi-path, fastapi-unused-ignore] #}}",
    }
    files = {f"shop/templates/{name}": text for name, text in templates.items()}
    project.write({"shop/__init__.py": "", "shop/main.py": MAIN, **files})
    outcome = project.check("--checker", "ty", "--output", "json")
    findings = json.loads("\n".join(outcome.lines))["findings"]
    found = {
        f"{Path(one['path']).name}:{one['line']}:{one['column']}": one["code"] for one in findings
    }
    unused, wrong = "fastapi-unused-ignore", "fastapi-url-for"
    assert found == {
        "alone.html:1:1": unused,
        "codes.html:1:39": unused,
        "file.html:2:1": unused,
        "name.html:1:4": wrong,
        "name.html:1:38": unused,
        f"unused.html:1:{len(f'<p>é</p>-{right} ') + 1}": unused,
    }
    project.check("--checker", "ty", "--fix")
    texts = {name: (project.folder / "shop/templates" / name).read_bytes() for name in templates}
    assert texts["unused.html"] == f"<p>é</p>\x0c{right}\r\n<p>".encode()
    assert texts["alone.html"] == b"<p>"
    assert texts["codes.html"].decode() == f"{WRONG} {comment.replace(' #}', ' -#}')} x\n"
    assert texts["file.html"].decode() == f"{right}\n"
    assert texts["used.html"].decode() == templates["used.html"]
