"""Texts as they are between two keystrokes: half written, in the middle of a merge, with anything in them."""

from __future__ import annotations

import random
from collections.abc import Iterator

__all__ = ["broken"]

_PIECES = (
    *("def", "class", "@", "(", ")", "[", "{", '"', "'", '"""', "\\", "\0", "\r", "\f", "\ufeff"),
    *("<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n", "é", "𐐀", "\u2028", "\ud800", "lambda:"),
    *("client.get(f'/{", "Depends(", 'scope="', "Annotated[", "import ", "from . import *\n"),
)


def broken(text: str, number: int, seed: int) -> Iterator[str]:
    """So many texts that were made of one by cuts, insertions and repetitions."""
    chance = random.Random(seed)
    for _ in range(number):
        made = text
        for _ in range(chance.randint(1, 3)):
            start = chance.randrange(len(made) + 1)
            end = min(len(made), start + int(chance.expovariate(1 / 20)))
            match chance.randrange(4):
                case 0:
                    made = made[:start] + made[end:]
                case 1:
                    made = made[:start]
                case 2:
                    made = made[:end] + made[start:]
                case _:
                    made = made[:start] + chance.choice(_PIECES) + made[end:]
        yield made
