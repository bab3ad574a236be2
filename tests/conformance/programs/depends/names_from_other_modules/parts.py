"""Hands on what it has from elsewhere."""

from .framework import Depends as Needs
from .framework import Plain as Answer
from .framework import application as app

__all__ = ["Answer", "Needs", "app"]
