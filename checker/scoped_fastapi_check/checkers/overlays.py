"""The copies of modules that are put to a checker, kept from one check to the next.

An edit mostly changes neither other modules nor what is asked about them, only the answers. So what
was asked about a module is put together into one copy, which stays with the checker: when that finds
the text it knows, it looks again at no more than what depends on the edit.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoped_fastapi_check.engines.probes.instrumentation import Copier, Copy
from scoped_fastapi_check.engines.probes.prelude import Words
from scoped_fastapi_check.project.source_file import decoded

if TYPE_CHECKING:
    from scoped_fastapi_check.engines.probes.probes import Probe
    from scoped_fastapi_check.model.module import Module

__all__ = ["Overlays", "text_of_module"]

# How many times as many probes as the last check has put may be kept for a module.
_MOST: Final = 4


@dataclass(slots=True)
class _Kept:
    """What was asked about a module, and the copy with all of that once it is made."""

    module: Module
    copier: Copier
    probes: dict[Probe, None] = field(default_factory=dict["Probe", None])
    copy: Copy | None = None


class Overlays:
    """The copies for one session; `heading` tells its checker how to read them."""

    def __init__(self, heading: str) -> None:
        # What the probes are written with has to mean the same in the next check.
        self.words = Words()
        self._heading = heading
        self._kept: dict[Path, _Kept] = {}

    def kept(self, module: Module, wanted: Iterable[Probe] = ()) -> Copy | None:
        """The copy that is kept of a module, if all of these probes stand in it."""
        kept = self._of(module)
        is_enough = kept.copy is not None and all(probe in kept.probes for probe in wanted)
        return kept.copy if is_enough else None

    def made(self, module: Module, probes: Iterable[Probe]) -> Copy:
        """A copy of a module with these probes; raises whatever keeps it from being made."""
        wanted = list(probes)
        lines = [line for probe in wanted for line in probe.lines]
        return self._of(module).copier.copy(wanted, self.words.definitions(lines))

    def note(self, asked: Mapping[Module, Iterable[Probe]], checked: Iterable[Module]) -> None:
        """Take note of all that a check had to know that has checked these modules."""
        are_checked = set(checked)
        for module, probes in asked.items():
            if module.text is None:
                continue  # Of a library no copies are made.
            kept, new = self._of(module), dict.fromkeys(probes)
            if not kept.probes.keys() >= new.keys():
                kept.probes |= new
                kept.copy = None
            if module in are_checked and len(kept.probes) > _MOST * len(new):
                kept.probes, kept.copy = new, None

    def completed(self) -> dict[Path, str]:
        """Make the copies that are not made yet; their texts."""
        texts: dict[Path, str] = {}
        for path, kept in self._kept.items():
            if kept.copy is None and kept.probes:
                # The next check will find the same, and say so.
                with contextlib.suppress(Exception):
                    kept.copy = self.made(kept.module, kept.probes)
                    texts[path] = kept.copy.text
        return texts

    def forget(self, paths: Iterable[Path]) -> None:
        """Keep nothing of files that have changed."""
        for path in paths:
            self._kept.pop(path, None)

    def _of(self, module: Module) -> _Kept:
        path = Path(module.path)
        kept = self._kept.get(path)
        if kept is None or kept.module is not module:
            copier = Copier(text_of_module(module), module.tree, self._heading)
            kept = self._kept[path] = _Kept(module, copier)
        return kept


def text_of_module(module: Module) -> str:
    """The text of a module that was read with everything in it."""
    assert module.text is not None
    return decoded(module.text)
