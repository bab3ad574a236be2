"""`fastapi-direct-call` on markers that are used as values."""

from __future__ import annotations

from .snippets import check


def test_used_where_no_marker_can_be() -> None:
    check("""
        def get_db(): ...

        def a():
            return next(Depends(get_db))  # E[fastapi-direct-call]

        def b():
            if (db := Depends(get_db)).query():  # E[fastapi-direct-call]
                return db

        class Service:
            def __init__(self) -> None:
                self.db = Depends(get_db)  # E[fastapi-direct-call]

            def run(self):
                return self.db.query()

        class Annotated_:
            def __init__(self) -> None:
                self.db: object = Depends(get_db)  # E[fastapi-direct-call]

            def run(self):
                return self.db.query()
    """)


def test_kept_as_markers() -> None:
    check("""
        def get_db(): ...

        class Holder:
            def __init__(self, db=None) -> None:
                self.marker = Depends(get_db)
                self.db = db or Depends(get_db)

            def entry(self):
                return [self.marker]

        class Replaced:
            def __init__(self) -> None:
                self.db = Depends(get_db)

            def fill(self, db) -> None:
                self.db = db

            def run(self):
                return self.db.query()
    """)
