"""A file of the findings that are known, so that only new ones are reported.

A finding is known by its file, its code, the function that it stands in and the code at its place:
none of them changes with what stands around it, with the checker, or with the words of a message.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from scoped_fastapi_check.project.links import leads_outside
from scoped_fastapi_check.project.regular_files import read_regular
from scoped_fastapi_check.project.whole_files import write_file_as_a_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
    from scoped_fastapi_check.diagnostics.locations import Places

__all__ = ["Baseline", "BaselineError", "Comparison", "Identity", "read_baseline"]

VERSION = 1
_LARGEST: Final = 100_000_000
"""The bytes that a baseline may have."""


class BaselineError(Exception):
    """A baseline cannot be read or written; the message says what to do."""


@dataclass(frozen=True, order=True)
class Identity:
    """What makes findings equal, wherever they have moved to."""

    path: str
    """From the folder of the baseline."""
    code: str
    symbol: str
    source: str

    def __str__(self) -> str:
        inside = f" in {self.symbol}" if self.symbol else ""
        return f"{self.path}: {self.code}{inside}: {self.source}"


FIELDS = tuple(field.name for field in fields(Identity))


@dataclass
class Comparison:
    """Findings, put beside those of a baseline."""

    new: list[Diagnostic] = field(default_factory=list["Diagnostic"])
    known: int = 0
    gone: Counter[Identity] = field(default_factory=Counter[Identity])


@dataclass
class Baseline:
    """Findings that are known, and how many of each there are."""

    file: Path
    counts: Counter[Identity] = field(default_factory=Counter[Identity])
    checker: str = ""
    """The checker that was asked when it was written."""

    def compare(
        self, reports: Iterable[Diagnostic], places: Places, is_checked: Callable[[Path, str], bool]
    ) -> Comparison:
        """Tell which findings are new, and which of the baseline are gone.

        What `is_checked` says no to, a file and a code, could not have been found and is not gone.
        """
        left = Counter(self.counts)
        comparison = Comparison()
        for report in reports:
            identity = self.identity(report, places)
            if left[identity] > 0:
                left[identity] -= 1
                comparison.known += 1
            else:
                comparison.new.append(report)
        for identity, count in sorted(left.items()):
            if count > 0 and self._is_checked(identity, is_checked):
                comparison.gone[identity] = count
        return comparison

    def updated(
        self,
        reports: Iterable[Diagnostic],
        places: Places,
        is_checked: Callable[[Path, str], bool],
        checker: str,
    ) -> Baseline:
        """Return the baseline of today, with what is not checked as it was."""
        counts = Counter(self.identity(report, places) for report in reports)
        for identity, count in self.counts.items():
            if not self._is_checked(identity, is_checked):
                counts[identity] = max(counts[identity], count)
        return Baseline(self.file, counts, checker)

    def identity(self, report: Diagnostic, places: Places) -> Identity:
        """Return what a finding is known by."""
        place = places.of(report)
        path = os.path.relpath(report.path, self._folder)
        source = " ".join(place.source.split())
        return Identity(PurePath(path).as_posix(), report.code_name, place.symbol, source)

    def write(self) -> None:
        """Write the file, so that a change of one finding is a change of few lines in it.

        Raises:
            BaselineError: it cannot be written.
        """
        findings = [
            {**asdict(identity), "count": count} for identity, count in sorted(self.counts.items())
        ]
        if leads_outside(self.file):
            raise BaselineError(
                f"{self.file} is not written: links lead out of its folder; name the file that they lead to"
            )
        document = {"version": VERSION, "checker": self.checker, "findings": findings}
        text = json.dumps(document, indent=2, ensure_ascii=False)
        try:
            write_file_as_a_whole(self.file, f"{text}\n".encode(errors="surrogateescape"))
        except OSError as error:
            raise BaselineError(f"{self.file} cannot be written: {error.strerror}") from error

    @property
    def _folder(self) -> Path:
        return Path(os.path.abspath(self.file)).parent

    def _is_checked(self, identity: Identity, is_checked: Callable[[Path, str], bool]) -> bool:
        return is_checked(Path(os.path.normpath(self._folder / identity.path)), identity.code)


def read_baseline(file: Path, *, may_be_new: bool = False) -> Baseline:
    """Read a baseline; an empty one where there is no file, and there need not be.

    Raises:
        BaselineError: there is no file, or it is none that was written by `Baseline.write`.
    """
    try:
        data: Any = json.loads(read_regular(file, _LARGEST).decode(errors="surrogateescape"))
    except FileNotFoundError as error:
        if may_be_new:
            return Baseline(file)
        reason = "does not exist; write it with --update-baseline"
        raise BaselineError(f"the baseline {file} {reason}") from error
    except OSError as error:
        raise BaselineError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise BaselineError(_broken(file, f"it is not JSON: {error}")) from error
    version, findings = _fields(data)
    if findings is None:
        raise BaselineError(_broken(file, 'it has no list of "findings"'))
    if version != VERSION:
        found = json.dumps(version)
        raise BaselineError(_broken(file, f"its version is {found}, and only {VERSION} is known"))
    checker = data.get("checker")
    baseline = Baseline(file, checker=checker if isinstance(checker, str) else "")
    for number, entry in enumerate(findings, start=1):
        try:
            identity, count = _entry(entry)
        except (KeyError, TypeError, ValueError) as error:
            raise BaselineError(_broken(file, f"finding {number} in it is none")) from error
        baseline.counts[identity] += count
    return baseline


def _fields(data: Any) -> tuple[Any, list[Any] | None]:
    try:
        return data.get("version"), [*data["findings"]]
    except (AttributeError, KeyError, TypeError):
        return None, None


def _entry(entry: Any) -> tuple[Identity, int]:
    identity = Identity(**{name: _text(entry[name]) for name in FIELDS})
    count = entry["count"]
    if not isinstance(count, int) or count < 1:
        raise ValueError(count)
    return identity, count


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _broken(file: Path, reason: str) -> str:
    return f"{file} is no baseline: {reason}; delete it, and write it anew with --update-baseline"
