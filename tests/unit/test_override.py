"""`fastapi-override`, on snippets."""

from __future__ import annotations

from .snippets import check


def test_an_override_of_another_type() -> None:
    check("""
        class User:
            name: str
        class Robot:
            def beep(self) -> None: ...
        def get_user() -> User: ...
        def get_name() -> str: ...
        def get_robot() -> Robot: ...
        app.dependency_overrides[get_user] = get_name  # E[fastapi-override]
        app.dependency_overrides[get_user] = get_robot  # E[fastapi-override]
        app.dependency_overrides[get_user] = lambda: "Emma"  # E[fastapi-override]
        app.dependency_overrides[get_user] = lambda: User()
    """)


def test_a_test_double() -> None:
    check("""
        class User:
            def name(self) -> str: ...
        class FakeUser:
            def name(self) -> str: ...
        class AnyUser:
            def __getattr__(self, name: str) -> object: ...
        def get_user() -> User: ...
        def get_fake() -> FakeUser: ...
        def get_any() -> AnyUser: ...
        app.dependency_overrides[get_user] = get_fake
        app.dependency_overrides[get_user] = get_any
        app.dependency_overrides[get_user] = lambda: None
    """)
