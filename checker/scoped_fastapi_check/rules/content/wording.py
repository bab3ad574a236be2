"""What is said of a content that cannot be rendered."""

from __future__ import annotations

import ast

from scoped_fastapi_check.analysis.rendering import Rendering, Unrendered
from scoped_fastapi_check.diagnostics.codes import CONTENT
from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic
from scoped_fastapi_check.rules.shared.wording import written

__all__ = ["finding"]


def finding(found: Unrendered, renderer: str, rendering: Rendering) -> Diagnostic:
    """The diagnostic of a part that cannot be rendered, and what may be done about it."""
    renderer = renderer if " " in renderer or '"' in renderer else f'"{renderer}"'
    if found.field:
        message = (
            f'"{written(found.node)}" keeps "{found.field}" as "{found.part}", which {renderer} cannot '
            "serialize"
        )
        right = 'pass it through "jsonable_encoder" first'
        match found.node:
            case ast.Call(func=ast.Attribute(attr="model_dump" | "dict"), args=[]):
                right = "write \"model_dump(mode='json')\""
            case _:
                pass
        note = f"It raises a TypeError, a 500 for the client: {right}"
    elif found.is_key:
        message = f'"{written(found.node)}" is a tuple, which {renderer} cannot serialize as a key'
        note = "It raises a TypeError, a 500 for the client: make a text of it"
    elif rendering is Rendering.JSON:
        message = f'"{written(found.node)}" is "{found.whole}", which {renderer} cannot serialize'
        if found.part != found.whole:
            message += f', because of the "{found.part}" in it'
        right = 'pass it through "jsonable_encoder" first'
        if found.is_exception:
            right = f'write "str({written(found.node)})"'
        elif found.is_coroutine:
            right = "await it"
        note = f"It raises a TypeError, a 500 for the client: {right}"
    else:
        message = f'"{written(found.node)}" is "{found.whole}", but {renderer} takes text or bytes'
        right = "await it" if found.is_coroutine else "make a string of it, or return JSON"
        note = f"It raises an AttributeError, a 500 for the client: {right}"
    return Diagnostic.at(found.node, CONTENT, message, note)
