"""What is being edited is judged before all else, and the rest of a check may end at any time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from scoped_fastapi_check.check import Request, check
from scoped_fastapi_check.checkers.sessions import CheckSession
from scoped_fastapi_check.checkers.urgency import Found, OutdatedError, Urgency
from scoped_fastapi_check.configuration.settings import Options
from scoped_fastapi_check.project.documents import close_document, open_document

from .test_diagnostics import DEPS, MAIN, WRONG_DEPS


class Nobody:
    """Wants to know nothing but the result."""

    def say(self, message: str) -> None: ...
    def warn(self, message: str) -> None: ...
    def progress(self, message: str) -> None: ...


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "main.py").write_text(MAIN, "utf-8")
    (tmp_path / "deps.py").write_text(DEPS, "utf-8")
    (tmp_path / "pyproject.toml").touch()
    yield tmp_path
    close_document(tmp_path / "deps.py")


def test_urgent_files_come_first(folder: Path) -> None:
    request = Request((str(folder),), Options(checker="ty", isolated=True), use_cache=False)
    deps = folder / "deps.py"
    session = CheckSession()
    judged: list[Found] = []
    try:
        assert check(request, Nobody(), session).findings == []
        open_document(deps, WRONG_DEPS)
        session.changed({deps})
        # Nobody wants the rest: it ends, but not before the edited file is judged.
        with pytest.raises(OutdatedError):
            check(
                request, Nobody(), session, Urgency(frozenset({deps}), judged.append, lambda: True)
            )
        assert [path for found in judged for path in found] == [deps]
        assert [one.line for one in judged[0][deps]] == [7]
        # The next check finds what a check finds that was never ended.
        found = check(request, Nobody(), session, Urgency(frozenset({deps}), judged.append))
        assert len(judged) == 2
        assert [(one.path.name, one.line) for one in found.findings] == [
            ("deps.py", 7),
            ("main.py", 10),
        ]
        assert found.findings == check(request, Nobody()).findings
        # What is looked at comes next, and what nobody has to judge again is told of, too.
        judged.clear()
        looked_at = frozenset({deps, folder / "main.py"})
        open_document(deps, DEPS)
        session.changed({deps})
        urgency = Urgency(frozenset({deps}), judged.append, then=looked_at)
        assert check(request, Nobody(), session, urgency).findings == []
        assert judged == [{deps: []}, {folder / "main.py": []}]
    finally:
        session.close()


def test_an_edit_may_change_what_is_imported(folder: Path) -> None:
    """What files import is kept from check to check, as long as it stays the same."""
    request = Request((str(folder),), Options(checker="ty", isolated=True), use_cache=False)
    main = folder / "main.py"
    session = CheckSession()
    try:
        assert check(request, Nobody(), session).findings == []
        texts = (
            MAIN.replace("x: int", "x: bytes"),
            MAIN,
            MAIN.replace("from deps import", "from other import"),
        )
        for text in (*texts, MAIN):
            main.write_text(text, "utf-8")
            session.changed({main})
            assert check(request, Nobody(), session).findings == check(request, Nobody()).findings
        # A file that is new, and one that is gone.
        other = folder / "other.py"
        for is_there in (True, False):
            main.write_text(texts[2], "utf-8")
            other.write_text(WRONG_DEPS, "utf-8") if is_there else other.unlink()
            session.changed({main, other})
            found = check(request, Nobody(), session).findings
            assert found == check(request, Nobody()).findings
            assert bool(found) is is_there
    finally:
        session.close()
