"""Which texts are origins that a browser sends."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["problem"]

_ORIGIN: Final = re.compile(r"(?P<scheme>[^:/]+)://(?P<host>[^/?#]*)(?P<rest>.*)", re.DOTALL)
# What a web view sends whose page is a file.
_HOSTLESS: Final = frozenset({"file", "content"})
_PORTS: Final = {"http": ":80", "https": ":443"}


def problem(origin: str) -> tuple[str, str | None] | None:
    """Why no browser sends this origin, and which one it would send."""
    if origin in {"", "*", "null"}:
        return None  # An empty one stands where there is none.
    if origin != origin.strip():
        return "has white space around it", origin.strip()
    parts = _ORIGIN.fullmatch(origin)
    if "*" in origin:
        return 'has a "*" in it, which stands for nothing here', None
    if parts is None:
        return "has no scheme", f"https://{origin}" if re.match(r"[\w.-]+\.\w", origin) else None
    scheme, host, rest = parts["scheme"], parts["host"], parts["rest"]
    if rest == "/":
        return "ends with a slash", f"{scheme}://{host}"
    if rest:
        return "has a path", f"{scheme}://{host}"
    if not host and rest == "" and scheme in _HOSTLESS:
        return None
    if "@" in host or not host:
        return "has no host alone behind its scheme", None
    if scheme in _PORTS and host.endswith(_PORTS[scheme]):
        return "names the usual port", f"{scheme}://{host.removesuffix(_PORTS[scheme])}"
    if scheme.lower() in _PORTS and origin != origin.lower():
        return "is not in lower case", origin.lower()
    return None
