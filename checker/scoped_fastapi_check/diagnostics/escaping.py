"""Makes text harmless for whatever shows it: what comes from a tree must not be taken for a command.

A name, a path string or a line of the source can hold escape sequences, which a terminal obeys; marks that
turn the direction of what follows; and characters that end a line, so that the rest of a message begins
one of its own, which a pipeline may take for a command. Every text goes through here on its way out, in
every format; what is a line on purpose is made one after that.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

__all__ = [
    "for_github_data",
    "for_github_property",
    "for_html",
    "for_markdown",
    "for_mermaid",
    "harmless",
    "harmless_line",
    "visible",
    "visible_lines",
]

# Control and format characters, those that separate lines and paragraphs, and halves of characters, which
# stand for bytes of a name that are no text.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})
_NAMES: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_PLAIN: Final = re.compile(r"[\x20-\x7e]*")
_UNUSUAL: Final = re.compile(r"[^\t\n\x20-\x7e]")
# Some pipelines look for these anywhere in a line: `##[error]`, `##vso[...]`, `##teamcity[...]`.
_COMMAND: Final = re.compile(r"##(?=\w*\[)")
# What would end a quoted text of Mermaid, or mean something in it: `%%{` begins a directive anywhere.
_OF_MERMAID: Final = str.maketrans({sign: f"#{ord(sign)};" for sign in '"#&<>`\\%{}'})


def visible(text: str, encoding: str = "utf-8") -> str:
    """A text in which every character can be seen, on one line: `\\x1b` in place of an escape character.

    So are the characters that `encoding` does not have.
    """
    if not _PLAIN.fullmatch(text):
        text = "".join(_visible(character, encoding) for character in text)
    return _COMMAND.sub(r"#\\x23", text)


def harmless_line(text: str) -> str:
    """A whole line: the same, and none that a pipeline takes for a command because of how it begins."""
    line = visible(text)
    return line.replace(":", "\\x3a", 1) if line.lstrip().startswith("::") else line


def visible_lines(text: str) -> str:
    """The same for a text of several lines, which stay lines."""
    return "\n".join(map(visible, text.split("\n")))


def harmless(document: str) -> str:
    """A whole document: what its format should have escaped, and has not, is escaped here."""
    return _UNUSUAL.sub(lambda found: _visible(found[0], "utf-8"), document)


def for_github_data(text: str) -> str:
    """The message of a workflow command; the lines of a text stay lines."""
    return visible_lines(text).replace("%", "%25").replace("\n", "%0A")


def for_github_property(text: str) -> str:
    """The value of a property of a workflow command."""
    return for_github_data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def for_markdown(text: str) -> str:
    """A text that has no links where links are written `[text](target)`: in messages of SARIF.

    A space between the two is no link anywhere, and reads the same everywhere; a backslash does not.
    """
    return re.sub(r"\](?=[(\[])", "] ", visible_lines(text))


def for_mermaid(text: str) -> str:
    """A text within the quotes of a label of Mermaid."""
    return visible(text).translate(_OF_MERMAID)


def for_html(text: str) -> str:
    """A text within an element or a quoted attribute of HTML."""
    # No other format needs it, and it takes a while to import.
    from html import escape

    return escape(visible(text), quote=True)


@cache
def _visible(character: str, encoding: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        try:
            character.encode(encoding)
        except (UnicodeEncodeError, LookupError):
            pass
        else:
            return character
    if character in _NAMES:
        return _NAMES[character]
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
