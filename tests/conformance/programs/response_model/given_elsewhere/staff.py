from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from .models import Author


class Editor(Author):
    section: Mapped[str | None] = mapped_column(String(10))

    __mapper_args__ = {"polymorphic_identity": "editor"}
