"""Expressions of which the syntax alone says that they are no objects of a framework."""

from __future__ import annotations

import ast
import sys
from typing import Final

if sys.version_info >= (3, 14):
    _TEMPLATES = (ast.TemplateStr,)
else:
    _TEMPLATES = ()

# Neither a response nor an exception; a constant may be None.
PLAIN_VALUES: Final = (
    ast.Constant,
    ast.Dict,
    ast.DictComp,
    ast.JoinedStr,
    ast.List,
    ast.ListComp,
    ast.Set,
    ast.SetComp,
    ast.Tuple,
    ast.GeneratorExp,
    ast.Compare,
    *_TEMPLATES,
)
