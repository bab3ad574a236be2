"""What a rule reports."""

from scoped_fastapi_check.diagnostics.diagnostic import Diagnostic as Finding
from scoped_fastapi_check.diagnostics.diagnostic import Node

__all__ = ["Finding", "Node"]
