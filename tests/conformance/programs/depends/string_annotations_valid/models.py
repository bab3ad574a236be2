from __future__ import annotations


class User:
    @classmethod
    def current(cls) -> User:
        return cls()
