"""A small application whose texts are edited in a language server, and a cold run after each edit."""

from __future__ import annotations

import ast
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .editor import PULLS, PUSHES, Editor

__all__ = ["ServedProject"]


class ServedProject:
    """The texts lie in open documents; they are saved only for the command that they are compared with.

    Before a text is complete, parts of it are typed faster than they can be checked. The client is one
    that asks for diagnostics, or one that is sent them.
    """

    def __init__(self, counts: Counter[str], checker: str = "ty", *, asks: bool = True) -> None:
        self.counts = counts
        self.folder = Path(tempfile.mkdtemp(prefix="served-")).resolve()
        (self.folder / "pyproject.toml").touch()
        self._checker = checker
        self._asks = asks
        self._chance = random.Random(checker)
        self._editor: Editor | None = None
        self._open: set[Path] = set()
        self._texts: dict[Path, str] = {}
        self._valid: dict[Path, str] = {}
        self._reports: list[str] | None = None

    def write(self, sources: dict[str, str]) -> None:
        """Type the texts; files come and go on disk."""
        gone = [path for path in self.folder.glob("*.py") if path.name not in sources]
        for path in gone:
            path.unlink()
        for name, text in sources.items():
            path = self.folder / name
            is_new = not path.exists()
            if is_new:
                path.write_text("", "utf-8")
            self._type(path, text, is_new=is_new)
        for path in gone:
            self._texts.pop(path, None)
            if path in self._open:
                self._open.discard(path)
                self.editor.close_document(path)
            self.editor.happened(path, kind=3)

    @property
    def editor(self) -> Editor:
        """The editor; it starts when there is something to look at."""
        if self._editor is None:
            settings = {"checker": self._checker}
            capabilities = PULLS if self._asks else PUSHES
            self._editor = Editor(self.folder, capabilities=capabilities, settings=settings)
        return self._editor

    def _type(self, path: Path, text: str, *, is_new: bool) -> None:
        if is_new:
            self.editor.happened(path, kind=1)
        if path in self._open:
            for keystroke in self._keystrokes(self._texts.get(path, ""), text):
                self.editor.type(path, keystroke)
                self._note(path, keystroke)
        else:
            self._open.add(path)
            self.editor.open(path, text)
            self._valid[path] = ""
            self._note(path, text)
        self._texts[path] = text

    def _note(self, path: Path, text: str) -> None:
        """Between two keystrokes most texts are no Python: the last one that was stands for them."""
        try:
            ast.parse(text)
        except (SyntaxError, ValueError):
            return
        self._valid[path] = text

    def _keystrokes(self, before: str, text: str) -> list[str]:
        """Some texts on the way from one to another: most are no Python, and none is waited for."""
        if before == text:
            return [text]
        half = text[: self._chance.randrange(len(text) + 1)]
        lines = text.splitlines(keepends=True)
        place = self._chance.randrange(len(lines) + 1)
        longer = "".join([*lines[:place], "\n# a line\n", *lines[place:]])
        ways = ([], [half], [longer], [half, before], [longer, half], ["", before])
        return [*self._chance.choice(ways), text]

    def compare(self, files: Sequence[str], edit: str) -> None:
        """Compare what is shown with what a command finds that knows nothing."""
        del files
        found = self._served()
        expected = self._cold()
        if self._reports is not None:
            self.counts["edits"] += 1
            self.counts["edits that changed the reports"] += expected != self._reports
        self._reports = expected
        self.counts["reports"] += len(expected)
        missing = [f"  missing: {line}" for line in expected if line not in found]
        extra = [f"  only here: {line}" for line in found if line not in expected]
        texts = [f"--- {path.name}\n{text}" for path, text in sorted(self._texts.items())]
        assert found == expected, "\n".join([f"after: {edit}", *missing, *extra, *texts])

    def close(self) -> None:
        """End the server, and remove the folder."""
        if self._editor is not None:
            with self._editor:
                pass
        shutil.rmtree(self.folder, ignore_errors=True)

    def _served(self) -> list[str]:
        found: list[str] = []
        if not self._asks:
            # What is sent has come before this is answered.
            self.editor.request("workspace/diagnostic", {"previousResultIds": []})
        for path in self._complete():
            params = {"textDocument": {"uri": path.as_uri()}}
            items = (
                self.editor.request("textDocument/diagnostic", params)["items"]
                if self._asks
                else self.editor.shown.get(path.as_uri(), [])
            )
            for item in items:
                start = item["range"]["start"]
                # A message of the server's has the notes of the finding, too.
                place = f"{path.name}:{start['line'] + 1}:{start['character'] + 1}"
                found.append(f"{place}: {item['message']} [{item['code']}]")
        return sorted(found)

    def _cold(self) -> list[str]:
        for path in self._open:
            path.write_text(self._valid[path], "utf-8")
        command = [sys.executable, "-m", "scoped_fastapi_check", "check", "--no-cache"]
        ran = subprocess.run(
            [*command, "--checker", self._checker, "--output", "json", str(self.folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.stdout, ran.stderr
        document: dict[str, Any] = json.loads(ran.stdout)
        complete = {str(path) for path in self._complete()}
        return sorted(
            f"{Path(one['path']).name}:{one['line']}:{one['column']}: "
            + "\n".join([one["message"], *([one["note"]] if one.get("note") else [])])
            + f" [{one['code']}]"
            for one in document["findings"]
            if str(self.folder / one["path"]) in complete
        )

    def _complete(self) -> list[Path]:
        """The open documents that are Python: in the others what is shown moves with its line."""
        return [path for path in self._open if self._texts[path] == self._valid[path]]
