"""A small application whose texts are edited in a language server, and a cold run after each edit."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .editor import PULLS, Editor

__all__ = ["ServedProject"]


class ServedProject:
    """The texts lie in open documents; they are saved only for the command that they are compared with."""

    def __init__(self, counts: Counter[str], checker: str = "ty") -> None:
        self.counts = counts
        self.folder = Path(tempfile.mkdtemp(prefix="served-")).resolve()
        (self.folder / "pyproject.toml").touch()
        self._checker = checker
        self._editor: Editor | None = None
        self._open: set[Path] = set()
        self._texts: dict[Path, str] = {}
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
            self._editor = Editor(self.folder, capabilities=PULLS, settings=settings)
        return self._editor

    def _type(self, path: Path, text: str, *, is_new: bool) -> None:
        if is_new:
            self.editor.happened(path, kind=1)
        if path in self._open:
            self.editor.type(path, text)
        else:
            self._open.add(path)
            self.editor.open(path, text)
        self._texts[path] = text

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
        for path in self._open:
            params = {"textDocument": {"uri": path.as_uri()}}
            for item in self.editor.request("textDocument/diagnostic", params)["items"]:
                start = item["range"]["start"]
                # A message of the server's has the notes of the finding, too.
                place = f"{path.name}:{start['line'] + 1}:{start['character'] + 1}"
                found.append(f"{place}: {item['message']} [{item['code']}]")
        return sorted(found)

    def _cold(self) -> list[str]:
        for path in self._open:
            path.write_text(self._texts[path], "utf-8")
        command = [sys.executable, "-m", "scoped_fastapi_check", "check", "--no-cache"]
        ran = subprocess.run(
            [*command, "--checker", self._checker, "--output", "json", str(self.folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.stdout, ran.stderr
        document: dict[str, Any] = json.loads(ran.stdout)
        return sorted(
            f"{Path(one['path']).name}:{one['line']}:{one['column']}: "
            + "\n".join([one["message"], *([one["note"]] if one.get("note") else [])])
            + f" [{one['code']}]"
            for one in document["findings"]
        )
