"""What a text says that may be wrong in a dependency, wherever that is defined.

Most modules know nothing of FastAPI, and few of those have a function that a route depends on and that is
wrong as a dependency: only they are worth a look.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import Final

from scoped_fastapi_check.model import fullnames

__all__ = ["CLOSING", "may_serve"]

CLOSING: Final = frozenset(
    {"close", "aclose", "close_all", "wait_closed", "disconnect", "release", "dispose", "shutdown"}
    | {"stop", "quit", "terminate", "kill", "cleanup", "unlink", "rmtree", "rmdir", "unlock"}
    | {"remove", "logout", "__exit__", "__aexit__"}
)
"""The methods that give something back which has to be given back whatever happens."""


def _words(names: frozenset[str]) -> str:
    return f"(?:{'|'.join(sorted(names))})\\b"


_CLOSED: Final = re.compile(rf"\.{_words(CLOSING)}".encode())
_LOOP: Final = re.compile(rf"\b{_words(fullnames.LOOP_WORDS | {'run_until_complete'})}".encode())
_LOOP_PACKAGES: Final = tuple(name.encode() for name in fullnames.LOOP_PACKAGES)
_YIELD: Final = re.compile(rb"\byield\b")
# The first word of a statement at the top of the module.
_TOP: Final = re.compile(rb"\n[^\s)\]}#]")
# `for session in sessions(): yield session`
_LOOP_AROUND: Final = re.compile(rb"\):[ \t]*[\r\n]+[ \t]+yield\b")
# `next(get_session())`
_BY_HAND: Final = re.compile(rb"\ba?next\(\s*[\w.]+\(|\)\.__a?next__\(")
_BLOCKING_WORDS: Final = (b"requests.", b"time.sleep(", b"subprocess.", b"urlopen(")
# What blocks the event loop in an `async def` at the top of a module, as most people write it.
_BLOCKING: Final = re.compile(
    rb"\brequests\.(?:get|post|put|patch|delete|request)\(|\btime\.sleep\(|\bsubprocess\.|\burlopen\("
)


def may_serve(data: bytes) -> bool:
    """Whether a text that knows nothing of FastAPI may have a dependency with a mistake, or use one by hand."""
    return (
        (b"yield" in data and _may_end_badly(data) and _has_generator(data))
        or (b"cache" in data and (b"async def" in data or b"yield" in data))
        or (any(one in data for one in _LOOP_PACKAGES) and _LOOP.search(data) is not None)
        or (b"ContextVar" in data and b".set(" in data)
        or (b"next" in data and _BY_HAND.search(data) is not None)
        or (b"\nasync def " in data and _blocks(data))
    )


def _may_end_badly(data: bytes) -> bool:
    """Whether a generator may take an exception for itself, or close something that an exception skips."""
    return (
        b"except" in data
        or b"suppress" in data
        or b"exit__" in data
        or _CLOSED.search(data) is not None
        or _LOOP_AROUND.search(data) is not None
    )


def _blocks(data: bytes) -> bool:
    # To look for words is quicker by far, and few modules have any of them.
    return any(word in data for word in _BLOCKING_WORDS) and _BLOCKING.search(data) is not None


def _has_generator(data: bytes) -> bool:
    """Whether a function at the top of the module has a `yield`: on others, no other module can depend."""
    tops = [found.start() for found in _TOP.finditer(b"\n" + data)]
    places = (bisect(tops, found.start()) for found in _YIELD.finditer(data))
    return any(data.startswith((b"def ", b"async "), tops[place - 1]) for place in places if place)
