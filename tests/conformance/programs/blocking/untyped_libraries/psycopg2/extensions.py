import importlib
from typing import Any

_written_in_c: Any = importlib.import_module("builtins")

connection = _written_in_c.object
cursor = _written_in_c.object
