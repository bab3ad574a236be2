"""The requests on the pages of the security rules get in before the fix, and not after it."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fastapi.testclient import TestClient

from .pages import RULES, Example, blocks, examples

PAGES = ("fastapi-guard", "fastapi-annotated", "fastapi-settings")
_OUTCOME = re.compile(r"(?P<when>before|after): (?P<status>\d+)(?: (?P<body>.+))?")


@dataclass(frozen=True)
class Attack:
    """A request, and what it is answered before and after the fix: a status and a body, if it matters."""

    method: str
    path: str
    headers: dict[str, str]
    body: object
    answers: dict[str, tuple[int, object]]


def attacks(page: str) -> list[Attack]:
    """The blocks that are fenced as `http`: a request, its headers, its body, its outcomes."""
    found: list[Attack] = []
    for block in blocks(RULES / f"{page}.md"):
        if block.language != "http":
            continue
        request, *lines = block.text.splitlines()
        method, path = request.split()
        headers: dict[str, str] = {}
        answers: dict[str, tuple[int, object]] = {}
        body: object = None
        for line in lines:
            if (outcome := _OUTCOME.fullmatch(line)) is not None:
                expected = None if outcome["body"] is None else json.loads(outcome["body"])
                answers[outcome["when"]] = (int(outcome["status"]), expected)
            elif line.startswith("{"):
                body = json.loads(line)
            else:
                name, _, value = line.partition(": ")
                headers[name] = value
        found.append(Attack(method, path, headers, body, answers))
    return found


def imported(example: Example, folder: Path) -> ModuleType:
    """An example, as the module that it is."""
    path = folder / Path(example.file).name
    path.write_text(example.source, "utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[path.stem]
    return module


@pytest.mark.parametrize("page", PAGES)
def test_who_gets_in(page: str, tmp_path: Path) -> None:
    mistake, fixed, *_ = (each for each in examples() if each.block.page == f"rules/{page}.md")
    applications = {"before": imported(mistake, tmp_path), "after": imported(fixed, tmp_path)}
    assert mistake.program.marks
    assert not fixed.program.marks
    sent = attacks(page)
    assert sent
    for attack in sent:
        for when, (status, body) in attack.answers.items():
            client: Any = TestClient(applications[when].app)
            answer = client.request(
                attack.method, attack.path, headers=attack.headers, json=attack.body
            )
            assert answer.status_code == status, (when, attack.path, answer.text)
            assert body is None or answer.json() == body
        assert attack.answers["before"][0] == 200
        assert attack.answers["after"][0] in {401, 403}
