"""`fastapi-depends` and `fastapi-depends-downcast`, on snippets."""

from __future__ import annotations

from .snippets import check


def test_an_unrelated_type() -> None:
    check("""
        def get_token() -> str: ...
        class User: ...
        @app.get("/a")
        def default(user: User = Depends(get_token)) -> None: ...  # E[fastapi-depends]
        @app.get("/b")
        def annotated(user: Annotated[User, Depends(get_token)]) -> None: ...  # E[fastapi-depends]
    """)


def test_a_possible_none() -> None:
    check("""
        class User: ...
        def get_user() -> User | None: ...
        @app.get("/a")
        def excludes(user: User = Depends(get_user)) -> None: ...  # E[fastapi-depends]
        @app.get("/b")
        def allows(user: User | None = Depends(get_user)) -> None: ...
        @app.get("/c")
        def other(user: str | None = Depends(get_user)) -> None: ...  # E[fastapi-depends]
    """)


def test_a_wider_type() -> None:
    check("""
        class Animal: ...
        class Dog(Animal): ...
        def get_animal() -> Animal: ...
        @app.get("/a")
        def narrows(dog: Dog = Depends(get_animal)) -> None: ...  # E[fastapi-depends-downcast]
        @app.get("/b")
        def widens(animal: object = Depends(get_animal)) -> None: ...
    """)


def test_what_fastapi_unwraps() -> None:
    check("""
        class Session: ...
        async def coroutine() -> Session: ...
        def generator() -> Iterator[Session]:
            yield Session()
        async def optional() -> AsyncIterator[Session] | None:
            yield Session()
        @app.get("/a")
        def fits(
            a: Session = Depends(coroutine),
            b: Session = Depends(generator),
            c: Session = Depends(Session),
        ) -> None: ...
        @app.get("/b")
        def differs(
            a: str = Depends(coroutine),  # E[fastapi-depends]
            b: str = Depends(generator),  # E[fastapi-depends]
            c: str = Depends(Session),  # E[fastapi-depends]
        ) -> None: ...
    """)


def test_what_cannot_be_called() -> None:
    check("""
        class Session: ...
        session = Session()
        @app.get("/a")
        def handler(a: Session = Depends(session)) -> None: ...  # E[fastapi-depends]
    """)


def test_a_security_scheme_raises_by_default() -> None:
    check("""
        from fastapi.security import OAuth2PasswordBearer
        strict = OAuth2PasswordBearer("token")
        lenient = OAuth2PasswordBearer("token", auto_error=False)
        @app.get("/a")
        def handler(
            a: str = Depends(strict),
            b: str = Depends(lenient),  # E[fastapi-depends]
        ) -> None: ...
    """)


def test_nothing_is_known_of_what_is_not_declared() -> None:
    check("""
        def get_any(): ...
        @app.get("/a")
        def handler(a: str = Depends(get_any)) -> None: ...
    """)
