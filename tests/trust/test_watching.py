"""`check --watch` reports what a cold run does, whatever was edited in between.

`python tools/edit_watched.py` makes as many edits as one likes, with any checker.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from scoped_fastapi_check.checkers.server_process import ServerProcess

from .editing import make_edits
from .watched_project import WatchedProject

SEED = 1
EDITS = 8

COMMON = """\
from typing import Annotated
from fastapi import Depends

class User: ...
class Admin(User): ...
class Owner(Admin): ...

def get_user() -> Admin:
    return Admin()

UserDep = Annotated[User, Depends(get_user)]
"""
ROUTES = """\
from fastapi import APIRouter, Depends
import common
from common import UserDep, get_user

router = APIRouter()

@router.get("/one")
def one(user: common.User = Depends(get_user)) -> None: ...

@router.get("/two")
def two(user: UserDep) -> None: ...
"""


def test_watching_reports_what_a_cold_run_does() -> None:
    counts: Counter[str] = Counter()
    make_edits(EDITS, SEED, counts, WatchedProject)
    assert counts["edits"] >= EDITS
    assert counts["edits that changed the reports"] >= EDITS / 4


@pytest.fixture
def project() -> Iterator[WatchedProject]:
    project = WatchedProject(Counter())
    project.is_idle = lambda: True
    yield project
    project.close()


# Each is an edit of what all other modules import.
@pytest.mark.parametrize(
    ("old", "new", "reports"),
    [
        pytest.param("    return Admin()", "    return Owner()", 0, id="a body"),
        pytest.param("def get_user() -> Admin:", "def get_user() -> int:", 3, id="a type only"),
        pytest.param("Annotated[User, ", "Annotated[int, ", 1, id="the type of an alias"),
        pytest.param("Depends(get_user)]", "Depends(User)]", 0, id="the metadata of an alias"),
        pytest.param("Depends(get_user)]", "Depends(str)]", 1, id="metadata that does not fit"),
        pytest.param("get_user", "get_users", 0, id="a name"),
        pytest.param("from typing", "\n\nfrom typing", 0, id="lines"),
        pytest.param("class User: ...", "class User(int): ...", 0, id="a base class"),
    ],
)
def test_an_edit_of_what_others_import(
    project: WatchedProject, old: str, new: str, reports: int
) -> None:
    files = {"common.py": COMMON, "one.py": ROUTES, "two.py": ROUTES}
    for common in (COMMON, COMMON.replace(old, new), COMMON):
        project.write({**files, "common.py": common})
        project.compare([], f"{old!r} becomes {new!r}")
        assert project.found() == (reports if common is not COMMON else 0)


def test_modules_come_and_go(project: WatchedProject) -> None:
    files = {"common.py": COMMON, "one.py": ROUTES.replace("get_user)", "get_number)")}
    files["one.py"] += "\nfrom numbers_of import get_number\n"
    number = {"numbers_of.py": "import one\ndef get_number() -> int: return 1\n"}
    for found, written in enumerate([files, files | number, files, files | number]):
        project.write(written)
        project.compare([], "a module comes or goes")
        assert project.found() == found % 2
    project.write({**files, "numbers_too.py": number["numbers_of.py"]})
    project.compare([], "a module has another name")


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the servers are told, and asked for."""
    found: list[str] = []
    send = ServerProcess.send

    def noting(server: ServerProcess, message: Mapping[str, object]) -> None:
        found.append(str(message.get("method")))
        send(server, message)

    monkeypatch.setattr(ServerProcess, "send", noting)
    return found


def test_copies_that_stay_are_not_sent_again(project: WatchedProject, sent: list[str]) -> None:
    files = {"common.py": COMMON, "one.py": ROUTES, "two.py": ROUTES}
    project.write(files)
    project.compare([], "the beginning")
    for body in ("Owner()", "Admin()"):
        sent.clear()
        project.write({**files, "common.py": COMMON.replace("Admin()", body)})
        project.compare([], "a body")
        # All is asked again, but nothing has changed but for the file that was edited.
        assert sent.count("textDocument/diagnostic") >= len(files)
        assert "textDocument/didChange" not in sent
        assert sent.count("textDocument/didOpen") <= 1


def test_what_is_asked_now_and_then_is_asked_at_once(
    project: WatchedProject, sent: list[str]
) -> None:
    """Whoever types goes from right to wrong and back."""
    files = {"common.py": COMMON, "one.py": ROUTES, "two.py": ROUTES}
    wrong = {**files, "common.py": COMMON.replace("-> Admin:", "-> int:")}
    for written in (files, wrong, files, wrong):
        sent.clear()
        project.write(written)
        project.compare([], "a type")
    assert project.found() == 3
    # In the copy of the file that was edited, which is another one now.
    assert sent.count("textDocument/didChange") <= 2


@pytest.mark.parametrize("checker", ["ty", "pyrefly", "zuban", "pyright"])
def test_no_checker_answers_about_what_was_there_before(checker: str) -> None:
    """pyrefly looks at files when it finds the time, and pyright believes in what is gone."""
    common = "import one\nclass User: ...\nget_one = one.get_number\n"
    one = (
        "from typing import Annotated\nfrom fastapi import Depends\nimport common\n"
        "def get_number() -> int: return 1\n"
        "UserDep = Annotated[common.User | None, Depends(get_number)]\n"
    )
    without = common.replace("class User: ...\n", "")
    project = WatchedProject(Counter(), checker)
    try:
        for found, written in ((1, common), (0, without), (1, common), (0, without)):
            project.write({"common.py": written, "one.py": one})
            project.compare([], "a class comes or goes")
            assert project.found() == found
    finally:
        project.close()
