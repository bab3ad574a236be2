"""What is read from the cache is what was written there; else the run is a cold one."""

from __future__ import annotations

import hashlib
import json
import random
import stat
from pathlib import Path

import pytest
from check.command import MISTAKE, Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "project"
    folder.mkdir()
    return Project(folder, tmp_path / "caches").write({"app.py": MISTAKE, "other.py": MISTAKE})


def kept(project: Project) -> list[Path]:
    found = sorted(project.caches.rglob("*.json"))
    assert {file.name for file in found} >= {"results.json", "sources.json", "application.json"}
    return found


def check(project: Project) -> list[str]:
    return project.run("check", "--checker", "ty").lines


def test_a_flipped_bit_is_not_shown(project: Project) -> None:
    cold = check(project)
    (results,) = [file for file in kept(project) if file.name == "results.json"]
    text = results.read_bytes()
    assert b"fastapi-depends" in text
    assert check(project) == cold
    for word, flipped in (
        (b"fastapi-depends", b"fastapi-dependr"),
        (b"fastapi-depends", b"fastapi-no-body"),
        (b"provides", b"provideq"),
        (b'"line": 14', b'"line": 10'),
    ):
        results.write_bytes(text.replace(word, flipped))
        assert check(project) == cold
        assert results.read_bytes() == text  # It is written anew.


def test_whatever_is_in_the_cache(project: Project) -> None:
    cold = check(project)
    rng = random.Random(1)
    for file in kept(project):
        text = file.read_bytes()
        place = rng.randrange(len(text))
        file.write_bytes(text[:place] + bytes([text[place] ^ 1]) + text[place + 1 :])
        assert check(project) == cold
    for broken in (b"", b"{}", b"[" * 100_000, b"\xff\xfe", b"null"):
        for file in kept(project):
            file.write_bytes(broken)
        assert check(project) == cold
    for is_longer in (False, True):
        for file in kept(project):
            text = file.read_bytes()
            file.write_bytes(text + b" " if is_longer else text[: len(text) // 2])
        assert check(project) == cold


@pytest.mark.parametrize("document", [None, [], {"format": 3}, {"format": 3, "results": [1]}, "x"])
def test_a_document_of_another_form(project: Project, document: object) -> None:
    cold = check(project)
    body = json.dumps(document)
    for file in kept(project):
        file.write_text(f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}")
    assert check(project) == cold


def test_nobody_else_reads_it(project: Project) -> None:
    check(project)
    for folder in {file.parent for file in kept(project)}:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
